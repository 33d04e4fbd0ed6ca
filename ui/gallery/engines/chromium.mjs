// Chromium, for quick looks: it can be told the theme, the size of the screen and the time zone.
import { access } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { LETTERS } from './fonts.mjs';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the browser; `letters` are switches that say how it draws them, where that matters. */
export async function openChromium({ letters = [] } = {}) {
  await access(BROWSER).catch(() => {
    throw new Error(
      `There is no Chromium at ${BROWSER}: install Debian's package "chromium", or say with CHROMIUM= where it is.`,
    );
  });
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--no-sandbox', '--password-store=basic', ...letters],
  });
  return {
    version: browser.version(),
    /** A page of that size in that theme; zoomed, it has fewer pixels of its own. */
    look: async ({ size: { width, height, zoom = 1 }, theme }) => {
      const context = await browser.newContext({
        viewport: { width: width / zoom, height: height / zoom },
        deviceScaleFactor: zoom,
        colorScheme: theme,
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Tokyo',
      });
      const page = await context.newPage();
      return {
        show: async (address) => {
          await page.goto(address);
          await page.locator('main').waitFor();
          await page.evaluate(`${LETTERS}.then(() => undefined)`);
        },
        press: (key) => page.keyboard.press(key),
        type: (text) => page.keyboard.insertText(text),
        click: (testid) => page.getByTestId(testid).first().click(),
        run: (script) => page.evaluate(script),
        picture: (path) => page.screenshot({ path }),
        /** The bytes of a picture of the one element that is meant. */
        part: (selector) => page.locator(selector).screenshot({ animations: 'disabled', timeout: 5_000 }),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
