// Makes pages with the built command, and opens them in Chromium.
//
// LIMPIDE and LIMPIDE_BENCH name the programs, CHROMIUM the browser, where they lie elsewhere.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release');
const program = process.env.LIMPIDE ?? join(built, 'limpide');
const bench = process.env.LIMPIDE_BENCH ?? join(built, 'limpide-bench');

const folders = [];
process.on('exit', () => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

/** A folder of its own for files of a test; it goes away with the run. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), 'limpide-review-'));
  folders.push(made);
  return made;
}

export function run(command, args) {
  if (!existsSync(command)) throw new Error(`${command} is missing; run cargo build --release --workspace`);
  const { status, stdout, stderr } = spawnSync(command, args, { maxBuffer: 1 << 28 });
  return { status, out: stdout, said: stderr.toString() };
}

export const limpide = (...args) => run(program, args);

/** Articles of the fixtures, damaged, as files of `into`. */
export function damaged(names, into) {
  return names.map((name) => {
    const article = join(root, 'tests/fixtures/articles', name);
    const { status, out, said } = run(bench, ['spin', '--pairs', join(root, 'tests/fixtures/pairs.tsv'), article]);
    if (status !== 0) throw new Error(said);
    const file = join(into, name);
    writeFileSync(file, out);
    return file;
  });
}

/** The review page of files, as a file of `into`. */
export function pageOf(files, into, ...options) {
  const { out, said } = limpide('check', '--report', 'html', ...options, ...files);
  if (said) throw new Error(said);
  const file = join(into, 'page.html');
  writeFileSync(file, out);
  return file;
}

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

/** Opens a page; what the console or the network say against it is gathered in `faults`. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => /^(file|blob|data):/.test(request.url()) || faults.push(request.url()));
  await page.goto(`file://${file}`);
  return { page, faults };
}

/** What a download holds. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
