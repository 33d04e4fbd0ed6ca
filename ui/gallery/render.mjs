// Renders every state of every screen: both languages, both themes, several sizes. Fails when axe finds a fault,
// something is cut off or faint, or keys move while an amount is typed. Use:
//   npm run gallery -- [--webkit] [folder] [pattern of states' names] [pattern of ja.light.1280x800]
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from './engines/chromium.mjs';
import { openWebKit } from './engines/webkit.mjs';
import { inspect } from './inspect.mjs';
import { serveGallery } from './pages.mjs';
import { moves } from './steady.mjs';
import { take } from './take.mjs';

const LANGUAGES = ['ja', 'en'];
const THEMES = ['light', 'dark'];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 600 },
  { width: 3840, height: 2160 },
  // At 200 % a window has half as many pixels of its own each way (WCAG 1.4.4); the smaller of the two goes beyond what
  // 1.4.10 asks of a page that scrolls down.
  { width: 1280, height: 800, zoom: 2 },
  { width: 1024, height: 600, zoom: 2 },
];

/** What stands on counters: a small display lying and upright, the framed window, a monitor, an upright one, 4K. */
const CUSTOMER_SIZES = [
  { width: 800, height: 480 },
  { width: 480, height: 800 },
  { width: 540, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 3840, height: 2160 },
];

const isWebKit = process.argv.includes('--webkit');
const [asked, states, looks] = process.argv.slice(2).filter((word) => word !== '--webkit');
const folder = asked ?? join(tmpdir(), 'cashtray-gallery');
const wanted = new RegExp(states ?? '');
const wantedLooks = new RegExp(looks ?? '');

/** Chromium draws as many looks at a time as a small machine has processors; the other browser has one window. */
const LANES = isWebKit ? 1 : 2;

await mkdir(folder, { recursive: true });
const gallery = await serveGallery();
const browser = await (isWebKit ? openWebKit() : openChromium());
let count = 0;
let faults = 0;

try {
  const waiting = sheets();
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await draw(next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
} finally {
  await browser.close();
  await gallery.close();
}

console.log(`${count} pictures in ${folder}`);
if (faults > 0) {
  console.error(`${faults} faults`);
  process.exit(1);
}

/** What is asked for, by size and theme: each is a page of its own. */
function sheets() {
  const staff = { file: 'gallery.html', states: gallery.pictures };
  const customer = { file: 'gallery-customer.html', states: gallery.customerPictures };
  const all = [
    ...SIZES.map((size) => ({ ...staff, size })),
    ...CUSTOMER_SIZES.map((size) => ({ ...customer, size })),
  ];
  return all.flatMap((sheet) =>
    THEMES.map((theme) => {
      const { width, height, zoom } = sheet.size;
      const size = `${width}x${height}${zoom ? `@${zoom}` : ''}`;
      const named = LANGUAGES.map((language) => ({ language, look: `${language}.${theme}.${size}` }));
      return { ...sheet, theme, looks: named.filter(({ look }) => wantedLooks.test(look)) };
    }).filter(({ looks }) => looks.length > 0),
  );
}

/** Every wanted state of one size and theme. */
async function draw({ file, states, size, theme, looks }) {
  const page = await browser.look({ size, theme });
  for (const { language, look } of looks) {
    for (const [state, picture] of Object.entries(states).filter(([state]) => wanted.test(state))) {
      const name = `${state}.${look}`;
      const address = `${gallery.address}${file}?state=${state}&language=${language}&theme=${theme}`;
      try {
        await take(page, address, picture);
        report(name, await inspect(page, { scrolls: size.zoom !== undefined }));
        await page.picture(join(folder, `${name}.png`));
        count += 1;
        // At 200 % a problem takes the room that it needs.
        const isHeld = picture.steady && !(size.zoom && picture.refuse);
        if (isHeld) report(name, await moves(page, picture.steady));
      } catch (error) {
        report(name, [String(error)]);
      }
    }
  }
  await page.close();
}

/** Says at once what is wrong: whoever looks need not wait for the last picture. */
function report(name, found) {
  faults += found.length;
  for (const fault of found) console.error(`${name}: ${fault}`);
}
