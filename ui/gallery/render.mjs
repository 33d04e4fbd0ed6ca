// Renders every state of every screen: both languages, both themes, three sizes. Fails when axe finds a fault or
// something is cut off. Use: npm run gallery -- [folder] [pattern of states' names] [pattern of ja.light.1280x800]
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { inspect } from './inspect.mjs';
import { serveGallery } from './pages.mjs';

const LANGUAGES = ['ja', 'en'];
const THEMES = ['light', 'dark'];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 600 },
  { width: 3840, height: 2160 },
];

const folder = process.argv[2] ?? join(tmpdir(), 'cashtray-gallery');
const wanted = new RegExp(process.argv[3] ?? '');
const looks = new RegExp(process.argv[4] ?? '');

await mkdir(folder, { recursive: true });
const gallery = await serveGallery();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--password-store=basic'],
});
const faults = [];
let count = 0;

try {
  const states = Object.entries(gallery.pictures).filter(([state]) => wanted.test(state));
  for (const size of SIZES) {
    for (const theme of THEMES) {
      const context = await browser.newContext({
        viewport: size,
        colorScheme: theme,
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Tokyo',
      });
      const page = await context.newPage();
      for (const language of LANGUAGES) {
        for (const [state, picture] of states) {
          const look = `${language}.${theme}.${size.width}x${size.height}`;
          if (!looks.test(look)) continue;
          const name = `${state}.${look}`;
          await take(page, state, language, picture);
          faults.push(...(await inspect(page)).map((fault) => `${name}: ${fault}`));
          await page.screenshot({ path: join(folder, `${name}.png`) });
          count += 1;
        }
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await gallery.close();
}

console.log(`${count} pictures in ${folder}`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

async function take(page, state, language, picture) {
  await page.goto(`${gallery.address}gallery.html?state=${state}&language=${language}`);
  await page.locator('main').waitFor();
  // A person's pace: faster keys are a barcode scanner, and Enter needs its screen to have been seen.
  if (picture.keys) await page.waitForTimeout(400);
  for (const key of picture.keys ?? []) {
    await page.waitForTimeout(60);
    await page.keyboard.press(key);
  }
  if (picture.click) await page.getByTestId(picture.click).click();
  for (const step of picture.then ?? []) {
    await page.waitForTimeout(400);
    const [, kind, text] = /^(key|type):(.+)$/.exec(step) ?? [];
    if (kind === 'key') await page.keyboard.press(text);
    else if (kind === 'type') await page.keyboard.insertText(text);
    else await page.getByTestId(step).first().click();
  }
  if (picture.then) await page.waitForTimeout(300);
  await page.waitForTimeout(60);
}
