// Scrolls a history of a million rows as a hand does, and prints how long its frames took. Use: npm run scroll
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const server = await createServer({ server: { port: 0, strictPort: false }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--password-store=basic'],
});

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.resolvedUrls.local[0]}gallery.html?state=history-million&language=ja`);
  await page.locator('main').waitFor();
  await page.waitForTimeout(400);
  await page.keyboard.press('F7');
  await page.getByTestId('history-row').first().waitFor();
  const box = await page.getByTestId('history-list').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);

  await page.evaluate(() => {
    window.frames_ms = [];
    let last = performance.now();
    const take = (now) => {
      window.frames_ms.push(now - last);
      last = now;
      requestAnimationFrame(take);
    };
    requestAnimationFrame(take);
  });
  for (let notch = 0; notch < 120; notch += 1) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
  for (const share of [0.1, 0.5, 0.9, 0.3, 1, 0]) {
    // A drag of the scroll bar: the list has to be somewhere else at once.
    await page.getByTestId('history-list').evaluate((list, part) => {
      list.scrollTop = part * list.scrollHeight;
    }, share);
    await page.waitForTimeout(250);
  }
  const frames = await page.evaluate(() => window.frames_ms.slice(2).sort((one, other) => one - other));
  const at = (share) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))].toFixed(1);
  const drawn = await page.getByTestId('history-row').count();
  console.log(
    `${frames.length} frames of 1,000,000 rows, ${drawn} of them drawn: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`,
  );
} finally {
  await browser.close();
  await server.close();
}
