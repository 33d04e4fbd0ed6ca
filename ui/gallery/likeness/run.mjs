// Holds the stable parts of the screens against their reference pictures, and fails where one looks different. Use:
//   npm run likeness -- [pattern of parts' names]
//   npm run likeness -- --renew [pattern]     # what is different now is meant to be: it becomes the reference
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { openChromium } from '../engines/chromium.mjs';
import { serveGallery } from '../pages.mjs';
import { take } from '../take.mjs';
import { compare } from './likeness.mjs';
import { PARTS } from './parts.mjs';
import { pathOf, readReference, referenceBrowser, referenceNames, renew } from './references.mjs';

/** Letters as no screen and no setting of this machine changes them. */
const LETTERS = ['--disable-lcd-text', '--force-color-profile=srgb', '--font-render-hinting=none'];
/** The same as a graphics card draws them, by another rasteriser. */
const CARD = [
  ...LETTERS,
  '--enable-gpu-rasterization',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];
/** Parts of every kind, for which a graphics card must make no difference. */
const BY_CARD = ['qr-payment', 'amount-sum', 'keypad', 'bar-real', 'paid'];

const isRenewing = process.argv.includes('--renew');
const [pattern = ''] = process.argv.slice(2).filter((word) => word !== '--renew');
const parts = PARTS.filter(({ name }) => new RegExp(pattern).test(name));
const folder = join(tmpdir(), 'cashtray-likeness');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

try {
  const gallery = await serveGallery();
  try {
    await (isRenewing ? renewThem(gallery) : holdThem(gallery));
  } finally {
    await gallery.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function holdThem(gallery) {
  const faults = (await orphans()).map((name) => `${name} is a reference picture of no part`);
  const drawn = await draw(gallery, parts, LETTERS, faults);
  const byCard = parts.filter(({ name }) => BY_CARD.includes(name));
  const drawnByCard = await draw(gallery, byCard, CARD, faults);
  for (const [name, picture] of drawn.pictures) faults.push(...(await hold(name, picture, name)));
  for (const [name, picture] of drawnByCard.pictures) {
    faults.push(...(await hold(name, picture, `${name}.by-card`)));
  }
  console.log(`${drawn.pictures.size + drawnByCard.pictures.size} pictures held against their references`);
  if (faults.length === 0) return;
  const before = await referenceBrowser();
  const other = before === drawn.version ? '' : ` The references were drawn by Chromium ${before}.`;
  throw new Error(
    [
      ...faults,
      `Drawn by Chromium ${drawn.version}.${other} What is meant to look different: npm run likeness -- --renew`,
    ].join('\n'),
  );
}

/** What is wrong with one picture; it is left beside its difference for whoever looks. */
async function hold(name, picture, file) {
  const reference = await readReference(name);
  if (!reference) return [`${name} has no reference picture`];
  const unlike = compare(reference, picture);
  if (!unlike) return [];
  const path = join(folder, `${file}.png`);
  await writeFile(path, PNG.sync.write(picture));
  if (unlike.difference) {
    await writeFile(join(folder, `${file}.difference.png`), PNG.sync.write(unlike.difference));
  }
  return [`${file} ${unlike.words}: see ${path} beside ${pathOf(name)}`];
}

async function renewThem(gallery) {
  const faults = [];
  const { pictures, version } = await draw(gallery, parts, LETTERS, faults);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const fresh = [];
  for (const [name, picture] of pictures) {
    // What is still alike stays as it is: a picture in git should change only when it shows something else.
    const reference = await readReference(name);
    if (!reference || compare(reference, picture)) fresh.push([name, picture]);
  }
  const gone = await orphans();
  await renew([...fresh, ...gone.map((name) => [name, null])], version);
  console.log(`${fresh.length} of ${pictures.size} pictures are new, ${gone.length} taken away`);
  for (const [name] of fresh) console.log(`look at ${pathOf(name)}`);
}

/** References whose part is no more. */
async function orphans() {
  return (await referenceNames()).filter((each) => !PARTS.some(({ name }) => name === each));
}

/** The parts as the browser draws them now, by name, and its version. */
async function draw(gallery, wanted, letters, faults) {
  const pictures = new Map();
  const browser = await openChromium({ letters });
  try {
    for (const { name, page: sheet, state, selector, language, theme, size } of wanted) {
      const states = sheet === 'gallery.html' ? gallery.pictures : gallery.customerPictures;
      const page = await browser.look({ size, theme });
      try {
        const address = `${gallery.address}${sheet}?state=${state}&language=${language}&theme=${theme}`;
        await take(page, address, states[state] ?? {});
        pictures.set(name, PNG.sync.read(await page.part(selector)));
      } catch (error) {
        faults.push(`${name} cannot be drawn: ${String(error).split('\n')[0]}`);
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return { pictures, version: browser.version };
}
