// What people do.

// Carries out steps, shows them and goes on to the next open place.
function act(steps) {
  if (steps.length === 0) return;
  const inText = document.activeElement === document.body || $('text').contains(document.activeElement);
  const changed = decide(steps);
  const { finding } = steps.at(-1);
  const [, found, repair] = change(finding);
  const said = steps.length > 1
    ? say('accepted_many', { n: steps.length })
    : writes(finding)
      ? `${say('change', { found, repair: visible(repair) })}, ${say(finding.decision)}`
      : `${found}, ${say(finding.decision)}`;
  const all = shownFindings();
  const at = all.indexOf(now.finding);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(undecided);
  select(next ?? now.finding, inText);
  refresh(changed, next ? said : `${said}. ${say('done')}`);
}

function takeBack() {
  const changed = undo();
  const [finding] = changed;
  if (!finding) return announce(say('nothing_undone'));
  if (finding.article !== now.article) showArticle(articles.indexOf(finding.article));
  select(finding, $('text').contains(document.activeElement));
  refresh(changed, say('undone', { found: finding.found, state: say(finding.decision) }));
}

function refresh(changed, said) {
  changed.forEach(paint);
  showPanel();
  count();
  announce(kept ? said : `${said}. ${say('not_kept')}`);
}

function step(by) {
  const all = shownFindings();
  if (all.length === 0) return;
  const at = all.indexOf(now.finding);
  select(all[(at + by + all.length) % all.length], true);
}

function turn(by) {
  const index = articles.indexOf(now.article) + by;
  if (index < 0 || index >= articles.length) return;
  showArticle(index);
  const { finding } = now;
  if (finding) finding.mark.focus({ preventScroll: true });
  else $('article').focus();
  announce(titleOf(now.article));
}

const accept = () => now.finding && act([{ finding: now.finding, decision: 'accepted', text: proposed(now.finding) }]);
const reject = () => now.finding && act([{ finding: now.finding, decision: 'rejected', text: '' }]);

function openEditor() {
  if (!now.finding) return;
  $('editor').hidden = false;
  $('wording').value = offered(now.finding);
  $('wording').focus();
  $('wording').select();
}

// From the panel back to the text.
function leave() {
  closeEditor();
  now.finding?.mark.focus({ preventScroll: true });
}

function finishEdit() {
  const text = $('wording').value;
  const { finding } = now;
  leave();
  const decision = text === proposed(finding) ? 'accepted' : text === finding.found ? 'rejected' : 'edited';
  act([{ finding, decision, text: decision === 'rejected' ? '' : text }]);
}

function download(name, text, type) {
  const link = element('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  announce(say('saved', { name }));
}

function saveText() {
  const name = fileOf(now.article).replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  download(`${name.replace(/^[.-]+/, '') || 'article'}.revised.txt`, revised(now.article), 'text/plain;charset=utf-8');
}

async function copyText() {
  try {
    await navigator.clipboard.writeText(revised(now.article));
    announce(say('copied'));
  } catch {
    announce(say('not_copied'));
  }
}

async function load(file) {
  let reviewed;
  try {
    const read = JSON.parse(await file.text());
    reviewed = new Map(read.articles.map((article) => [article.sha256, article.findings]));
    if (read.version !== 1) throw new Error();
  } catch {
    return announce(say('not_decisions'));
  }
  const known = articles.filter((article) => reviewed.has(article.sha256));
  if (known.length === 0) return announce(say('not_loaded'));
  const steps = known.flatMap((article) => recalled(article, reviewed.get(article.sha256)));
  refresh(decide(steps), say('loaded', { n: steps.length }));
}

function filter() {
  now.least = Number($('least').value) / 100;
  $('least-said').textContent = percent(now.least);
  const all = shownFindings();
  $('least').setAttribute('aria-valuetext', `${percent(now.least)}, ${say('shown', { n: all.length })}`);
  if (!all.includes(now.finding)) select(all.find(undecided) ?? all[0] ?? null, false);
  now.article.findings.forEach(paint);
  showPanel();
  count();
}

const SINGLE = {
  j: () => step(1),
  ArrowRight: () => step(1),
  k: () => step(-1),
  ArrowLeft: () => step(-1),
  a: accept,
  r: reject,
  e: openEditor,
  u: takeBack,
  n: () => turn(1),
  p: () => turn(-1),
  '?': () => $('help').showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
  const { target, key } = event;
  if (key === 'Escape' && $('panel').contains(target)) {
    event.preventDefault();
    return leave();
  }
  if (target.closest('textarea, input')) {
    if (target === $('wording') && key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      finishEdit();
    }
    return;
  }
  if (target.classList.contains('finding') && (key === 'Enter' || key === ' ')) {
    event.preventDefault();
    const finding = now.article.findings.find(({ mark }) => mark === target);
    select(finding, false);
    return $('accept').focus();
  }
  const action = SINGLE[key];
  if (!action || !$('single').checked) return;
  event.preventDefault();
  action();
}

function start() {
  articles.forEach(recall);
  showList();
  const on = (id, name, act) => $(id).addEventListener(name, act);
  on('accept', 'click', accept);
  on('reject', 'click', reject);
  on('edit', 'click', openEditor);
  on('undo', 'click', takeBack);
  on('previous', 'click', () => step(-1));
  on('next', 'click', () => step(1));
  on('cancel', 'click', leave);
  on('editor', 'submit', (event) => {
    event.preventDefault();
    finishEdit();
  });
  on('least', 'input', filter);
  on('accept-shown', 'click', () => act(accepting(shownFindings())));
  on('copy', 'click', copyText);
  on('save-text', 'click', saveText);
  on('save-decisions', 'click', () => download('decisions.json', decisionsFile(), 'application/json'));
  on('load', 'click', () => $('load-file').click());
  on('load-file', 'change', async () => {
    const [file] = $('load-file').files;
    if (file) await load(file);
    $('load-file').value = '';
  });
  on('keys', 'click', () => $('help').showModal());
  on('text', 'focusin', ({ target }) => {
    const finding = now.article.findings.find(({ mark }) => mark === target);
    if (finding && finding !== now.finding) select(finding, false);
  });
  document.addEventListener('keydown', onKey);
  addEventListener('beforeprint', showNotes);
  const wide = matchMedia('(min-width: 60rem)');
  const fit = () => ($('side').open = $('reasons').open = wide.matches);
  wide.addEventListener('change', fit);
  fit();
  if (now.article) showArticle(0);
  else showPanel();
  filter();
}

start();
