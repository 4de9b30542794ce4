// From the page to the file: decisions made in a browser are what `limpide fix --decisions` writes.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { damaged, downloaded, folder, launch, limpide, open, pageOf } from './page.js';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const names = ['08-ecole-rurale.txt', '09-riviere-barrage.txt', '24-accord-fleuves.txt'];

/** A page of three damaged articles and a clean one, in English unless said otherwise. */
async function review(lang = 'en', options = {}) {
  const into = folder();
  const files = damaged(names, into);
  const clean = join(into, 'clean.txt');
  writeFileSync(clean, 'Le front tient bon.\n');
  const file = pageOf([...files, clean], into, '--lang', lang);
  const data = Array.from(readFileSync(file, 'utf8').matchAll(/class="article">(.*?)<\/script>/gs), ([, json]) => JSON.parse(json));
  return { into, files, file, data, ...(await open(browser, file, options)) };
}

const current = (page) => page.locator('#text .finding[aria-current="true"]');
const status = (page) => page.locator('#status').textContent();

/** The text of a file with these findings replaced, by bytes. */
function replaced(file, changes) {
  const bytes = readFileSync(file);
  const parts = [];
  let done = 0;
  for (const { start, end, text } of changes) {
    parts.push(bytes.subarray(done, start), Buffer.from(text));
    done = end;
  }
  return Buffer.concat([...parts, bytes.subarray(done)]);
}

test('the page reads as the article, and nothing is fetched', async () => {
  const { page, faults, data, files } = await review();
  assert.equal(await page.locator('#text h2').count(), 1);
  assert.equal(await page.locator('#text .finding').count(), data[0].findings.length);
  const [first] = data[0].findings;
  const mark = page.locator('#text .finding').first();
  assert.equal(await mark.locator('del').textContent(), first.found.slice(first.same));
  assert.equal(await mark.locator('ins').textContent(), first.repairs[0].text.slice(first.same));
  // Without what the page adds, the words are those of the file.
  const words = await page.locator('#text').evaluate((text) => {
    const copy = text.cloneNode(true);
    copy.querySelectorAll('ins, sup, .finding > span').forEach((added) => added.remove());
    return Array.from(copy.children, (paragraph) => paragraph.textContent).join(' ').split(/\s+/).join(' ');
  });
  assert.equal(words, readFileSync(files[0], 'utf8').trim().split(/\s+/).join(' '));
  assert.deepEqual(faults, []);
});

test('by keyboard alone: accept, reject, edit, undo; the file that comes out gives the expected bytes', async () => {
  const { page, faults, data, files, into } = await review();
  const [first, second, third, fourth] = data[0].findings;
  await page.keyboard.press('a');
  assert.match(await status(page), new RegExp(`${first.found.slice(first.same)} becomes .*, accepted`));
  await page.keyboard.press('r');
  assert.match(await status(page), /, rejected/);
  await page.keyboard.press('e');
  await page.keyboard.insertText('été & « R » <b>');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#text .finding.edited ins').textContent(), 'été & « R » <b>');
  await page.keyboard.press('a');
  await page.keyboard.press('u');
  assert.match(await status(page), /^Undone: .* is undecided\.$/);
  assert.equal(await page.locator('#text .finding').nth(3).getAttribute('aria-current'), 'true');
  assert.equal(await page.locator('#progress').textContent(), `3 of ${data[0].findings.length} decided`);

  await page.keyboard.press('n');
  await page.keyboard.press('a');
  const { name, bytes } = await downloaded(page, () => page.locator('#save-decisions').press('Enter'));
  assert.equal(name, 'decisions.json');
  const { version, articles } = JSON.parse(bytes);
  assert.equal(version, 1);
  const row = ({ start, end, found, repairs: [{ text: proposed }] }, decision, text) => ({ start, end, found, proposed, decision, text });
  assert.deepEqual(articles[0], {
    id: files[0],
    sha256: data[0].sha256,
    findings: [
      row(first, 'accepted', first.repairs[0].text),
      row(second, 'rejected', second.found),
      row(third, 'edited', 'été & « R » <b>'),
    ],
  });
  assert.deepEqual(articles.map(({ findings }) => findings.length), [3, 1, 0, 0]);

  const decisions = join(into, 'decisions.json');
  writeFileSync(decisions, bytes);
  files.forEach((file, index) => {
    const { status, out } = limpide('fix', '--decisions', decisions, file);
    assert.equal(status, 0);
    const changes = articles[index].findings.filter(({ decision }) => decision !== 'rejected');
    assert.ok(out.equals(replaced(file, changes)), file);
  });
  const text = await downloaded(page, () => page.keyboard.press('p').then(() => page.locator('#save-text').click()));
  assert.equal(text.name, '08-ecole-rurale.revised.txt');
  assert.ok(text.bytes.equals(limpide('fix', '--decisions', decisions, files[0]).out));
  assert.equal(fourth.decision, undefined);
  assert.deepEqual(faults, []);
});

test('stepping goes round, moves the focus and tells screen readers where one is', async () => {
  const { page, data } = await review();
  const { findings } = data[0];
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('k');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(await focused(), new RegExp(`^${findings[1].found}, ${findings[1].repairs[0].text}, \\d+%, undecided$`));
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.locator('#place').textContent(), `Place ${findings.length} of ${findings.length}`);
  // Enter leads to the buttons, Escape back.
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'accept');
  await page.keyboard.press('Escape');
  assert.ok((await focused()).startsWith(findings.at(-1).found));
  // Everything that can be pressed has a name, and the parts of the page are landmarks.
  const nameless = await page.locator('button, input, textarea, summary').evaluateAll((controls) =>
    controls.filter((control) => !(control.textContent.trim() || control.ariaLabel || control.labels?.length)).length);
  assert.equal(nameless, 0);
  for (const role of ['main', 'banner', 'navigation', 'complementary', 'status']) {
    assert.equal(await page.getByRole(role).count(), 1, role);
  }
});

test('the filter hides what is less sure, and accepts the rest at once', async () => {
  const { page, data } = await review();
  const { findings } = data[0];
  await page.locator('#least').fill('90');
  const sure = findings.filter(({ confidence }) => confidence >= 0.9);
  assert.ok(sure.length > 0 && sure.length < findings.length);
  assert.equal(await page.locator('#text .finding[role="button"]').count(), sure.length);
  assert.equal(await page.locator('#text .finding.passed ins').count(), 0);
  await page.locator('#accept-shown').click();
  assert.equal(await page.locator('#text .finding.accepted').count(), sure.length);
  assert.equal(await page.locator('#accept-shown').isDisabled(), true);
  await page.locator('#least').fill('0');
  assert.equal(await page.locator('#text .finding.open[role="button"]').count(), findings.length - sure.length);
  await page.locator('#undo').click();
  assert.equal(await page.locator('#text .finding.accepted').count(), 0);
});

test('decisions are kept for the text, loaded from a file, and copied', async () => {
  const { page, file, data, into } = await review('fr', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.keyboard.press('a');
  await page.keyboard.press('r');
  await page.reload();
  assert.equal(await page.locator('#text .finding.accepted').count(), 1);
  assert.equal(await page.locator('#text .finding.rejected').count(), 1);
  assert.equal(await page.locator('#progress').textContent(), `2 sur ${data[0].findings.length} décidés`);
  const { bytes } = await downloaded(page, () => page.locator('#save-decisions').click());
  const decisions = join(into, 'd.json');
  writeFileSync(decisions, bytes);

  const other = (await open(browser, file, { permissions: ['clipboard-read', 'clipboard-write'] })).page;
  assert.equal(await other.locator('#text .finding.accepted').count(), 0);
  await other.locator('#load-file').setInputFiles(decisions);
  await other.locator('#text .finding.rejected').waitFor();
  assert.equal(await status(other), '2 décisions chargées.');
  await other.locator('#copy').click();
  await other.waitForFunction(() => document.getElementById('status').textContent.startsWith('Le texte est copié'));
  const [{ start, end, repairs }] = data[0].findings;
  const wanted = replaced(join(into, names[0]), [{ start, end, text: repairs[0].text }]).toString();
  assert.equal(await other.evaluate(() => navigator.clipboard.readText()), wanted);
  writeFileSync(decisions, '{"articles": 3}');
  await other.locator('#load-file').setInputFiles(decisions);
  await other.waitForFunction(() => document.getElementById('status').textContent.startsWith('Ce fichier ne contient'));
});

test('articles are listed with verdicts, and reached by mouse', async () => {
  const { page, data } = await review();
  const rows = page.locator('#list li');
  assert.equal(await rows.count(), 4);
  assert.equal(await rows.first().locator('.verdict').textContent(), `rewritten · ${data[0].damaged} places`);
  assert.equal(await rows.nth(3).locator('.verdict').textContent(), 'clean');
  assert.ok(Number(await rows.first().locator('.part').getAttribute('width')) > 0);
  await rows.nth(3).locator('button').click();
  assert.equal((await page.locator('#text').textContent()).trim(), 'Le front tient bon.');
  assert.equal(await page.locator('#place').textContent(), 'Nothing to decide');
  await page.keyboard.press('a');
  await page.keyboard.press('j');
  await rows.nth(1).locator('button').click();
  await page.locator('#text .finding').nth(2).click();
  assert.equal(await page.locator('#place').textContent(), `Place 3 of ${data[1].findings.length}`);
  const [, second] = data[1].findings[2].repairs;
  if (second) {
    await page.locator('#others button').first().click();
    assert.equal(await page.locator('#text .finding').nth(2).locator('ins').textContent(), second.text);
  }
});

test('single keys can be switched off, and never act on what is being typed', async () => {
  const { page } = await review();
  await page.keyboard.press('e');
  await page.keyboard.type('ajar');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#text .finding.open').count(), await page.locator('#text .finding').count());
  await page.keyboard.press('?');
  assert.equal(await page.locator('#help').isVisible(), true);
  await page.keyboard.press('a');
  await page.locator('#single').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  assert.equal(await page.locator('#text .finding.accepted').count(), 0);
});

test('nothing in an article becomes markup', async () => {
  const into = folder();
  const text = `</script><img src=x onerror="window.hit=1"><b>Sur</b> les lignes de entrance, le entrance\u2028résiste & \u202egrâce\u0000 aux applied sciences militaires et à une imaginative and prescient commune. 🦊 <script>window.hit=1</script>`;
  const lines = join(into, 'a.jsonl');
  writeFileSync(lines, JSON.stringify({ id: '</script><script>window.hit=1</script>"\'', text }) + '\n');
  const { page, faults } = await open(browser, pageOf([lines], into));
  assert.ok((await page.locator('#text .finding').count()) >= 3);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator('#text img, #text b, #text script').count(), 0);
  for (let place = 0; place < 5; place += 1) await page.keyboard.press('a');
  const { bytes } = await downloaded(page, () => page.locator('#save-decisions').click());
  const revised = await downloaded(page, () => page.locator('#save-text').click());
  const decisions = join(into, 'd.json');
  writeFileSync(decisions, bytes);
  const { status, out } = limpide('fix', '--decisions', decisions, lines);
  assert.equal(status, 0);
  assert.equal(JSON.parse(out).text, revised.bytes.toString());
  assert.match(revised.bytes.toString(), /le front\u2028résiste/);
  assert.deepEqual(faults, []);
});

test('a phone shows all of it, without scrolling sideways', async () => {
  const { page } = await review('fr', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await wide(), 360);
  await page.locator('#accept').tap();
  assert.equal(await page.locator('#text .finding.accepted').count(), 1);
  await page.locator('#side > summary').tap();
  assert.equal(await page.locator('#save-decisions').isVisible(), true);
  assert.equal(await wide(), 360);
  // Buttons are large enough for a thumb.
  const heights = await page.locator('#finding .row button:visible').evaluateAll((all) => all.map((one) => one.offsetHeight));
  assert.ok(heights.length === 4 && heights.every((height) => height >= 44), String(heights));
});

test('axe finds no fault, in light, in dark and on a phone', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const faults = async (page) => {
    const { violations } = await page.evaluate(() => window.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: { width: 360, height: 740 } }]) {
    const { page } = await review('fr', options);
    await page.evaluate(axe);
    for (const key of ['a', 'r', 'j']) await page.keyboard.press(key);
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('e');
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    assert.deepEqual(await faults(page), []);
  }
});

test('of two repairs that overlap, the later decision holds', async () => {
  const into = folder();
  const file = pageOf(damaged(names.slice(0, 1), into), into);
  const page = readFileSync(file, 'utf8');
  const [whole, json] = page.match(/class="article">(.*?)<\/script>/s);
  const article = JSON.parse(json);
  const row = (found, text) => {
    const from = 'Les applied sciences.'.indexOf(found);
    const place = { start: from, end: from + found.length, from, to: from + found.length, same: 0, found };
    return { ...article.findings[0], ...place, repairs: [{ text, sure: '90%' }] };
  };
  const overlapping = { ...article, text: 'Les applied sciences.', findings: [row('applied sciences', 'technologies'), row('sciences', 'savoirs')] };
  writeFileSync(file, page.replace(whole, () => whole.replace(json, () => JSON.stringify(overlapping))));
  const opened = await open(browser, file);
  const marks = opened.page.locator('#text .finding');
  await opened.page.locator('#accept-shown').click();
  assert.deepEqual(await marks.evaluateAll((all) => all.map((one) => one.classList.contains('accepted'))), [true, false]);
  await marks.nth(1).click();
  await opened.page.keyboard.press('a');
  const { bytes } = await downloaded(opened.page, () => opened.page.locator('#save-decisions').click());
  assert.deepEqual(JSON.parse(bytes).articles[0].findings.map(({ text }) => text), ['savoirs']);
  const { bytes: text } = await downloaded(opened.page, () => opened.page.locator('#save-text').click());
  assert.equal(text.toString(), 'Les applied savoirs.');
  await opened.page.keyboard.press('u');
  assert.deepEqual(await marks.evaluateAll((all) => all.map((one) => one.classList.contains('accepted'))), [true, false]);
  assert.deepEqual(opened.faults, []);
});
