// Opens the built window in a browser under the content security policy of tauri.conf.json, with the prototypes
// frozen as the program freezes them, and fails at the first thing that the policy or the freezing breaks.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer as createVite } from 'vite';

const ui = new URL('..', import.meta.url).pathname;
const { app } = JSON.parse(await readFile(join(ui, '../tauri.conf.json'), 'utf8'));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

const server = createServer(async (request, response) => {
  const path = request.url === '/' ? '/index.html' : new URL(request.url, 'http://till').pathname;
  try {
    const body = await readFile(join(ui, 'dist', path));
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': app.security.csp,
    });
    response.end(body);
  } catch {
    response.writeHead(204).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

const vite = await createVite({ server: { middlewareMode: true }, logLevel: 'error' });
const { PICTURES } = await vite.ssrLoadModule('/gallery/states.ts');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--password-store=basic'],
});
const faults = [];

try {
  for (const state of ['setup', 'sell-payment', 'waiting', 'checking-silence', 'paid', 'failed-balance']) {
    const page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(`${state}: ${error.message}`));
    page.on('console', (line) => line.type() === 'error' && faults.push(`${state}: ${line.text()}`));
    await page.addInitScript((snapshot) => {
      Object.freeze(Object.prototype);
      window.__TAURI_INTERNALS__ = {
        transformCallback: () => 1,
        invoke: async (command) => {
          if (command === 'ready') return snapshot;
          return command === 'practice_customers' ? [] : 0;
        },
      };
    }, PICTURES[state].snapshot);
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.locator('main').waitFor({ timeout: 5000 });
    if (state === 'waiting') {
      const { width } = await page.getByTestId('qr').boundingBox();
      if (width < 8 * 45) faults.push(`waiting: the QR is only ${width} px wide`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await vite.close();
  server.close();
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log('the built window works under the policy');
