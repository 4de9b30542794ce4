// What was decided. Nothing here touches what is on screen.

const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

// A phrase with its names filled in.
function say(name, values = {}) {
  const many = language === 'fr' ? values.n >= 2 : values.n !== 1;
  const forms = words[name].split('|');
  const form = forms[forms.length > 1 && many ? 1 : 0];
  const value = (name) => (typeof values[name] === 'number' ? number.format(values[name]) : values[name]);
  return form.replace(/\{(\w+)\}/g, (_, name) => value(name));
}

const STATES = { open: 'open', accepted: 'accepted', rejected: 'rejected', edited: 'edited' };
const articles = Array.from(document.querySelectorAll('script.article'), (element) => {
  const article = JSON.parse(element.textContent);
  for (const finding of article.findings) Object.assign(finding, { article, decision: STATES.open, text: '' });
  return article;
});

// What was there before each step, the last step last.
const past = [];

const writes = (finding) => finding.decision === STATES.accepted || finding.decision === STATES.edited;
const overlap = (a, b) => a !== b && a.from < b.to && b.from < a.to;
const undecided = (finding) => finding.decision === STATES.open;
const proposed = (finding) => finding.repairs[0].text;

// What would stand at a place, if it were changed.
const offered = (finding) => (writes(finding) ? finding.text : proposed(finding));

// Takes decisions, as one step. Of two that overlap the later one holds. Gives the findings that changed.
function decide(steps) {
  const before = [];
  const put = (finding, decision, text) => {
    before.unshift({ finding, decision: finding.decision, text: finding.text });
    Object.assign(finding, { decision, text });
  };
  for (const { finding, decision, text } of steps) {
    put(finding, decision, text);
    if (!writes(finding)) continue;
    const rivals = finding.article.findings.filter((other) => overlap(finding, other) && writes(other));
    rivals.forEach((other) => put(other, STATES.open, ''));
  }
  past.push(before);
  return settled(before);
}

// Takes the last step back.
function undo() {
  const before = past.pop() ?? [];
  for (const { finding, decision, text } of before) Object.assign(finding, { decision, text });
  return settled(before);
}

function settled(before) {
  const findings = Array.from(new Set(before.map((was) => was.finding)));
  new Set(findings.map((finding) => finding.article)).forEach(keep);
  return findings;
}

// The steps that accept all open findings given, but those that overlap what is accepted.
function accepting(findings) {
  const steps = [];
  for (const finding of findings.filter(undecided)) {
    const taken = steps.some((step) => overlap(step.finding, finding));
    if (taken || finding.article.findings.some((other) => overlap(finding, other) && writes(other))) continue;
    steps.push({ finding, decision: STATES.accepted, text: proposed(finding) });
  }
  return steps;
}

// The text with everything accepted or edited in place.
function revised(article) {
  const edits = article.findings.filter(writes).sort((a, b) => a.from - b.from);
  let text = '';
  let done = 0;
  for (const finding of edits) {
    text += article.text.slice(done, finding.from) + finding.text;
    done = finding.to;
  }
  return text + article.text.slice(done);
}

// The file of decisions: what `limpide fix --decisions` reads.
function decisionsFile() {
  const decided = (finding) => ({
    start: finding.start,
    end: finding.end,
    found: finding.found,
    proposed: proposed(finding),
    decision: finding.decision,
    text: writes(finding) ? finding.text : finding.found,
  });
  const reviewed = articles.map(({ id, sha256, findings }) => ({
    id,
    sha256,
    findings: findings.filter((finding) => !undecided(finding)).map(decided),
  }));
  return JSON.stringify({ version: 1, articles: reviewed }, null, 2) + '\n';
}

// The steps that bring decisions on a text back; a finding that is no longer the same is left open.
function recalled(article, decisions) {
  const steps = [];
  for (const finding of article.findings) {
    const known = decisions.find(
      (was) => was.start === finding.start && was.end === finding.end && was.found === finding.found,
    );
    if (known && known.decision !== STATES.open && known.decision in STATES) {
      steps.push({ finding, decision: known.decision, text: String(known.text) });
    }
  }
  return steps;
}

// Decisions of this browser, under the fingerprint of the text.
const place = (article) => `limpide ${article.sha256}`;
let kept = true;

function keep(article) {
  const decided = article.findings.filter((finding) => !undecided(finding));
  const rows = decided.map(({ start, end, found, decision, text }) => ({ start, end, found, decision, text }));
  try {
    if (rows.length > 0) localStorage.setItem(place(article), JSON.stringify(rows));
    else localStorage.removeItem(place(article));
  } catch {
    kept = false;
  }
}

function recall(article) {
  try {
    const rows = JSON.parse(localStorage.getItem(place(article)) ?? '[]');
    if (Array.isArray(rows)) recalled(article, rows).forEach(({ finding, ...was }) => Object.assign(finding, was));
  } catch {
    kept = false;
  }
}

