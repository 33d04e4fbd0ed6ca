// Chromium, for quick looks: it can be told the theme, the size of the screen and the time zone.
import { chromium } from 'playwright-core';
import { LETTERS } from './fonts.mjs';

/** Starts the browser. */
export async function openChromium() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--password-store=basic'],
  });
  return {
    /** A page of that size in that theme. */
    look: async ({ size, theme }) => {
      const context = await browser.newContext({
        viewport: size,
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
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
