// Takes pictures of the page, for whoever changes how it looks: npm run look -- FOLDER

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { damaged, launch, open, pageOf } from './page.js';

const into = process.argv[2] ?? 'pictures';
mkdirSync(into, { recursive: true });
const names = ['08-ecole-rurale', '09-riviere-barrage', '24-accord-fleuves', '12-cyberattaque-mairie', '27-ligne-reouverte'];
const files = damaged(names.map((name) => `${name}.txt`), into);
const clean = new URL('../fixtures/articles/41-jardin-automne.txt', import.meta.url).pathname;
const browser = await launch();
for (const lang of ['fr', 'en']) {
  const many = pageOf([...files, clean], into, '--lang', lang);
  const sizes = [
    ['desktop-light', { viewport: { width: 1366, height: 860 }, colorScheme: 'light' }],
    ['desktop-dark', { viewport: { width: 1366, height: 860 }, colorScheme: 'dark' }],
    ['tablet', { viewport: { width: 820, height: 1100 } }],
    ['phone', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ];
  for (const [name, options] of sizes) {
    const { page } = await open(browser, many, options);
    await page.screenshot({ path: join(into, `${lang}-${name}.png`) });
    for (const key of ['a', 'a', 'r', 'j', 'a']) await page.keyboard.press(key);
    await page.screenshot({ path: join(into, `${lang}-${name}-decided.png`) });
    await page.keyboard.press('e');
    await page.screenshot({ path: join(into, `${lang}-${name}-edit.png`) });
    await page.keyboard.press('Escape');
    if (name === 'phone') {
      await page.locator('#side > summary').click();
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(into, `${lang}-${name}-side.png`) });
    }
    await page.keyboard.press('?');
    await page.screenshot({ path: join(into, `${lang}-${name}-help.png`) });
    await page.keyboard.press('Escape');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.screenshot({ path: join(into, `${lang}-${name}-print.png`), fullPage: true });
    await page.context().close();
  }
}
await browser.close();
console.log(into);
