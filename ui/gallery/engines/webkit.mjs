// WebKitGTK, the engine of the terminal's own windows, under a display of its own. What Chromium can be told by an
// option is done here as a person would: the window is dragged to its size.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { By, Capabilities, Key, until, WebDriver } from 'selenium-webdriver';
import { LETTERS } from './fonts.mjs';
import { Executor, HttpClient } from 'selenium-webdriver/http/index.js';

const BROWSER = process.env.MINI_BROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const PATIENCE_MS = 30_000;

/** Starts a display; the driver and the browser follow with the first look at each zoom. */
export async function openWebKit() {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '3900x2400x24', '-noreset', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const [display] = await once(screen.stdio[3], 'data');
  const sessions = new Map();
  return {
    /** The window at that size; the theme goes to the page with its address. */
    look: async ({ size: { width, height, zoom = 1 } }) => {
      if (!sessions.has(zoom)) sessions.set(zoom, await begin(`:${String(display).trim()}`, zoom));
      const { browser } = sessions.get(zoom);
      await resize(browser, { width: width / zoom, height: height / zoom });
      return windowOf(browser);
    },
    close: async () => {
      for (const { browser, driver } of sessions.values()) {
        await browser.quit();
        driver.kill();
      }
      screen.kill();
    },
  };
}

/** A driver with its browser, on a desktop of that scale: so a person makes everything larger. */
async function begin(display, zoom) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, TZ: 'Asia/Tokyo', NO_AT_BRIDGE: '1', GDK_SCALE: String(zoom) },
  });
  process.once('exit', () => driver.kill());
  await listening(port);
  // The driver takes no browser's name, and the library's builder insists on one.
  const browser = WebDriver.createSession(
    new Executor(new HttpClient(`http://127.0.0.1:${port}`)),
    new Capabilities({ 'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] } }),
  );
  await browser.getSession();
  return { browser, driver };
}

/** What can be done with the page in it. */
function windowOf(browser) {
  return {
    show: async (address) => {
      await browser.get(address);
      await browser.wait(until.elementLocated(By.css('main')), PATIENCE_MS);
      await browser.executeAsyncScript(`${LETTERS}.then(() => arguments[arguments.length - 1]())`);
    },
    press: async (key) => {
      const code = Key[driverName(key)] ?? key;
      await browser.actions().keyDown(code).keyUp(code).perform();
    },
    type: async (text) => (await browser.switchTo().activeElement()).sendKeys(text),
    click: async (testid) => {
      const found = until.elementLocated(By.css(`[data-testid="${testid}"]`));
      await (await browser.wait(found, PATIENCE_MS)).click();
    },
    run: (script) =>
      typeof script === 'string'
        ? browser.executeScript(script)
        : browser.executeAsyncScript(
            `Promise.resolve((${script})()).then(arguments[arguments.length - 1], (error) =>
                   arguments[arguments.length - 1]([String(error)]))`,
          ),
    picture: async (path) => writeFile(path, await browser.takeScreenshot(), 'base64'),
    close: async () => undefined,
  };
}

/** A key of the states as WebDriver's table calls it: `ArrowDown` is `ARROW_DOWN` there. */
function driverName(key) {
  return key.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

/** The page has that size, whatever frame and bars the browser puts around it. */
async function resize(browser, { width, height }) {
  for (let tries = 0; tries < 20; tries += 1) {
    const [inner, outer] = await Promise.all([
      browser.executeScript('return [innerWidth, innerHeight]'),
      browser.manage().window().getRect(),
    ]);
    if (inner[0] === width && inner[1] === height) return;
    await browser
      .manage()
      .window()
      .setRect({
        x: 0,
        y: 0,
        width: outer.width + width - inner[0],
        height: outer.height + height - inner[1],
      });
    await new Promise((after) => setTimeout(after, 200));
  }
  throw new Error(`the browser's window does not come to ${width}x${height}`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port) {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((after) => setTimeout(after, 100));
  }
  throw new Error('WebKitWebDriver does not answer');
}
