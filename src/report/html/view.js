// How it looks. Whatever comes from an article is put on screen as text.

const $ = (id) => document.getElementById(id);

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

const capital = (clause) => clause.charAt(0).toLocaleUpperCase(language) + clause.slice(1) + '.';
const level = (finding) => (finding.confidence >= 0.8 ? 'high' : finding.confidence >= 0.5 ? 'medium' : 'low');
const sign = { open: '', accepted: '✓', rejected: '✗', edited: '✎' };
const percent = (share) => say('percent', { n: Math.round(100 * share) });
const visible = (text) => (text.trim() === '' ? say('empty') : text);

// The article that is shown, the finding that is looked at, and from which confidence on findings are shown.
const now = { article: articles[0], finding: null, least: 0 };

const shown = (finding) => !undecided(finding) || finding.confidence >= now.least;
const shownFindings = () => now.article.findings.filter(shown);

// The first line that says something.
function titleOf(article) {
  const lines = article.text.split(/[\r\n]+/).map((line) => line.trim());
  const line = lines.find((line) => line.length >= 20) ?? lines.find((line) => line !== '') ?? article.id;
  const characters = Array.from(line);
  return characters.length > 90 ? characters.slice(0, 89).join('') + '…' : line;
}

const fileOf = (article) => article.id.split(/[\\/]/).pop();
const rate = (article) => (article.words > 0 ? (1000 * article.damaged) / article.words : 0);

// The list of articles, with a bar for the damage of each.
function showList() {
  if (articles.length < 2) return;
  $('list').hidden = false;
  const most = Math.max(1, ...articles.map(rate));
  const rows = articles.map((article, index) => {
    const state = article.spun ? 'spun' : article.findings.length > 0 ? 'damaged' : 'clean';
    const said = [{ spun: say('spun'), damaged: say('damaged'), clean: say('clean') }[state]];
    if (article.damaged > 0) said.push(say('places', { n: article.damaged }));
    const decided = element('span', 'decided');
    const button = element(
      'button',
      state,
      element('bdi', 'title', titleOf(article)),
      bar(rate(article) / most),
      element('span', 'small', element('span', 'verdict', said.join(' · ')), decided),
      element('bdi', 'small id', fileOf(article)),
    );
    button.type = 'button';
    button.addEventListener('click', () => showArticle(index));
    Object.assign(article, { button, decided });
    return element('li', '', button);
  });
  document.querySelector('#list ol').replaceChildren(...rows);
}

function bar(share) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const set = (node, values) => Object.entries(values).forEach(([name, value]) => node.setAttribute(name, value));
  set(svg, { class: 'bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  for (const [className, width] of [['all', 100], ['part', 100 * share]]) {
    const rect = document.createElementNS(svg.namespaceURI, 'rect');
    set(rect, { class: className, width, height: 4 });
    svg.append(rect);
  }
  return svg;
}

function showArticle(index) {
  now.article = articles[index];
  const { article } = now;
  const said = [article.verdict];
  if (article.words > 0) said.unshift(say('words', { n: article.words }));
  $('about').replaceChildren(element('bdi', '', article.id), ' · ' + said.join(' · '));
  $('lossy').hidden = !article.lossy;
  $('legend').hidden = article.findings.length === 0;
  $('copy').disabled = $('save-text').disabled = article.lossy;
  $('text').replaceChildren(...paragraphs(article));
  for (const other of articles) other.button?.setAttribute('aria-current', String(other === article));
  article.button?.scrollIntoView({ block: 'nearest' });
  article.findings.forEach(paint);
  select(shownFindings().find(undecided) ?? shownFindings()[0] ?? null, false);
  scrollTo({ top: 0 });
  count();
}

// The text cut into paragraphs: at every line end where lines are long, else at blank lines. None is cut inside a finding.
function paragraphs(article) {
  const { text, findings } = article;
  const long = text.split('\n').some((line) => line.length > 120);
  const blank = /\n[ \t\r]*\n/.test(text.trim());
  const ends = text.matchAll(long || !blank ? /\s*\n\s*/g : /\s*\n[ \t\r]*\n\s*/g);
  const ranges = [];
  let start = 0;
  for (const end of ends) {
    const to = end.index + end[0].length;
    if (findings.some((finding) => finding.from < to && end.index < finding.to)) continue;
    ranges.push([start, end.index]);
    start = to;
  }
  ranges.push([start, text.length]);
  const full = ranges.filter(([from, to]) => text.slice(from, to).trim() !== '');
  const title = full.findIndex(([from, to]) => to - from >= 20);
  return full.map(([from, to], index) => {
    const words = text.slice(from, to).trim();
    const heading = full.length > 1 && words.length <= 160 && !/[.!?…:;,»”"–-]$/.test(words) && !/^[-–—•*]/.test(words);
    const name = !heading || index < title ? 'p' : index === title ? 'h2' : words.length <= 100 ? 'h3' : 'p';
    return element(name, '', ...inline(article, from, to));
  });
}

function inline(article, from, to) {
  const parts = [];
  let done = from;
  for (const finding of article.findings.filter((finding) => finding.from >= from && finding.to <= to)) {
    // What overlaps the finding before it stands behind that one, on its own.
    finding.apart = finding.from < done;
    if (!finding.apart) parts.push(article.text.slice(done, finding.from));
    finding.mark = element('span');
    finding.mark.addEventListener('click', () => select(finding, false));
    parts.push(finding.mark);
    done = Math.max(done, finding.to);
  }
  parts.push(article.text.slice(done, to));
  return parts;
}

// Shows a finding as it is decided.
function paint(finding) {
  const { mark, decision } = finding;
  if (!mark?.isConnected) return;
  const open = shown(finding);
  mark.className = `finding ${level(finding)} ${decision}${open ? '' : ' passed'}${finding.apart ? ' apart' : ''}`;
  mark.style.setProperty('--sure', `${Math.round(100 * finding.confidence)}%`);
  const [same, found, repair] = change(finding);
  const goes = decision === STATES.open || decision === STATES.rejected ? [element('del', '', found)] : [];
  const comes = open && decision !== STATES.rejected ? [element('ins', '', repair)] : [];
  const gap = goes.length > 0 && comes.length > 0 ? [element('span', '', ' ')] : [];
  // The number does not begin a line of its own.
  const number = open ? [element('sup', '', '\u00a0' + (sign[decision] || percent(finding.confidence)))] : [];
  mark.replaceChildren(same, ...goes, ...gap, ...comes, ...number);
  if (open) {
    mark.tabIndex = 0;
    mark.setAttribute('role', 'button');
    mark.setAttribute('aria-roledescription', say('repair'));
    mark.setAttribute('aria-label', label(finding));
  } else {
    ['tabindex', 'role', 'aria-roledescription', 'aria-label'].forEach((name) => mark.removeAttribute(name));
  }
  if (finding === now.finding) mark.setAttribute('aria-current', 'true');
  else mark.removeAttribute('aria-current');
}

// What stays, what goes, what comes or would.
function change(finding) {
  const text = offered(finding);
  const same = text.startsWith(finding.found.slice(0, finding.same)) ? finding.same : 0;
  return [finding.found.slice(0, same), finding.found.slice(same), text.slice(same)];
}

// What is seen comes first, so that it can be asked for by voice.
function label(finding) {
  const { found, decision } = finding;
  const repair = offered(finding);
  const number = percent(finding.confidence);
  const seen = { open: [found, visible(repair), number], rejected: [found], accepted: [repair], edited: [visible(repair)] };
  return [...seen[decision], say(decision)].join(', ');
}

// Looks at a finding; with `focus`, takes the keyboard there.
function select(finding, focus) {
  const before = now.finding;
  now.finding = finding;
  if (before) paint(before);
  closeEditor();
  showPanel();
  if (!finding) return;
  paint(finding);
  if (focus) finding.mark.focus({ preventScroll: true });
  // What is under the pointer stays there.
  finding.mark.scrollIntoView({ block: focus ? 'center' : 'nearest' });
}

function showPanel() {
  const { finding } = now;
  const all = shownFindings();
  $('finding').hidden = !finding;
  $('place').textContent = finding
    ? say('place', { i: all.indexOf(finding) + 1, n: all.length })
    : say('nothing');
  $('previous').disabled = $('next').disabled = all.length === 0 || (all.length === 1 && finding !== null);
  if (!finding) return;
  const [, found, repair] = change(finding);
  $('change').replaceChildren(element('del', '', found), ' ', element('ins', '', visible(repair)));
  $('sure').textContent = say('sure', { sure: finding.sure, state: say(finding.decision) });
  for (const [id, decision] of [['accept', 'accepted'], ['reject', 'rejected'], ['edit', 'edited']]) {
    $(id).setAttribute('aria-pressed', String(finding.decision === decision));
  }
  $('reason').textContent = capital(finding.reason);
  const others = finding.repairs.slice(1, 6).map((way) => {
    const button = element('button', '', way.text, ' ', element('span', 'small', way.sure));
    button.type = 'button';
    button.addEventListener('click', () => act([{ finding, decision: 'edited', text: way.text }]));
    return element('li', '', button);
  });
  document.querySelector('#others ul').replaceChildren(...others);
  $('others').hidden = others.length === 0;
  $('weighed').replaceChildren(...finding.weighed.map((line) => element('li', '', line)));
}

function closeEditor() {
  $('editor').hidden = true;
}

// Tells how far one is.
function count() {
  const progress = (findings) => ({ k: findings.filter((finding) => !undecided(finding)).length, n: findings.length });
  const here = progress(now.article.findings);
  $('progress').textContent = here.n > 0 ? say('progress', here) : '';
  for (const { decided, findings } of articles) {
    if (decided && findings.length > 0) decided.textContent = ((p) => `${p.k}/${p.n}`)(progress(findings));
  }
  const waiting = accepting(shownFindings()).length;
  $('accept-shown').textContent = waiting > 0 ? say('accept_shown', { n: waiting }) : say('accept_none');
  $('accept-shown').disabled = waiting === 0;
}

// Says something to whoever does not see the page; those who see it see it too.
function announce(text) {
  const status = $('status');
  // The same words again are news again.
  status.textContent = status.textContent === text ? text + '\u00a0' : text;
}

// For paper: the reasons, numbered as the places are.
function showNotes() {
  const notes = now.article.findings.map((finding) => {
    const [, found, repair] = change(finding);
    const head = say('note', { found, repair: visible(repair), sure: finding.sure, state: say(finding.decision) });
    return element('li', '', element('strong', '', head), ' ', capital(finding.reason));
  });
  document.querySelector('#notes ol').replaceChildren(...notes);
}

