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

await mkdir(folder, { recursive: true });
const gallery = await serveGallery();
const browser = await (isWebKit ? openWebKit() : openChromium());
const faults = [];
let count = 0;

try {
  const staff = { page: 'gallery.html', states: gallery.pictures };
  const customer = { page: 'gallery-customer.html', states: gallery.customerPictures };
  const sheets = [
    ...SIZES.map((size) => ({ ...staff, size })),
    ...CUSTOMER_SIZES.map((size) => ({ ...customer, size })),
  ];
  for (const { page: sheet, states, size } of sheets) {
    const pictures = Object.entries(states).filter(([state]) => wanted.test(state));
    for (const theme of THEMES) {
      const names = LANGUAGES.map((language) => [
        language,
        `${language}.${theme}.${size.width}x${size.height}${size.zoom ? `@${size.zoom}` : ''}`,
      ]);
      const chosen = names.filter(([, look]) => wantedLooks.test(look));
      if (chosen.length === 0) continue;
      const page = await browser.look({ size, theme });
      for (const [language, look] of chosen) {
        for (const [state, picture] of pictures) {
          const name = `${state}.${look}`;
          const address = `${gallery.address}${sheet}?state=${state}&language=${language}&theme=${theme}`;
          try {
            await take(page, address, picture);
            faults.push(
              ...(await inspect(page, { scrolls: size.zoom !== undefined })).map(
                (fault) => `${name}: ${fault}`,
              ),
            );
            await page.picture(join(folder, `${name}.png`));
            count += 1;
            // At 200 % a problem takes the room that it needs.
            const isHeld = picture.steady && !(size.zoom && picture.refuse);
            const moved = isHeld ? await moves(page, picture.steady) : [];
            faults.push(...moved.map((fault) => `${name}: ${fault}`));
          } catch (error) {
            faults.push(`${name}: ${error}`);
          }
        }
      }
      await page.close();
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
