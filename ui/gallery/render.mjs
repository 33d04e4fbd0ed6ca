// Renders every state of every screen: both languages, both themes, three sizes. Fails when axe finds a fault or
// something is cut off. Use: npm run gallery -- [folder] [pattern of states' names] [pattern of ja.light.1280x800]
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

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
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

await mkdir(folder, { recursive: true });
const server = await createServer({ server: { port: 0, strictPort: false }, logLevel: 'error' });
await server.listen();
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--password-store=basic'],
});
const faults = [];
let count = 0;

try {
  const { PICTURES } = await server.ssrLoadModule('/gallery/states.ts');
  const states = Object.entries(PICTURES).filter(([state]) => wanted.test(state));
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
  await server.close();
}

console.log(`${count} pictures in ${folder}`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

async function take(page, state, language, picture) {
  await page.goto(`${address}gallery.html?state=${state}&language=${language}`);
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

async function inspect(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = [];
    const results = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    for (const violation of results.violations) {
      found.push(`${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight)
      found.push('the page is larger than the window');
    for (const button of document.querySelectorAll('button')) {
      const { left, top, right, bottom, height } = button.getBoundingClientRect();
      const inside = button.closest('ul, .staff, .panel, .books, .card, [data-testid=refunds]');
      const name = button.dataset.testid ?? button.textContent.trim();
      if (height < 47.5) found.push(`button ${name} is only ${height} px high`);
      if (left < -1 || right > innerWidth + 1 || (!inside && (top < -1 || bottom > innerHeight + 1))) {
        found.push(`button ${name} is outside the window`);
      }
      if (button.scrollWidth > button.clientWidth + 1) found.push(`button ${name} cuts its words off`);
    }
    for (const box of document.querySelectorAll('.staff, .result, .reason')) {
      if (box.scrollHeight > box.clientHeight + 1) found.push(`${box.className} has to be scrolled`);
    }
    const qr = document.querySelector('[data-testid=qr]');
    if (qr) {
      const perModule = (qr.getBoundingClientRect().width * devicePixelRatio) / qr.viewBox.baseVal.width;
      if (perModule < 8 || Math.abs(perModule - Math.round(perModule)) > 0.001) {
        found.push(`a module of the QR is ${perModule} device pixels wide`);
      }
    }
    return found;
  });
}
