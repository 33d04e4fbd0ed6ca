// The pictures that the stable parts are held against, and the browser that drew them. They are in git.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';

const FOLDER = new URL('references/', import.meta.url);
const BROWSER = new URL('browser.json', FOLDER);

/** Where the reference of a part is, as a person would open it. */
export const pathOf = (name) => fileURLToPath(new URL(`${name}.png`, FOLDER));

/** The names of all that there are. */
export async function referenceNames() {
  const files = await readdir(FOLDER).catch(() => []);
  return files.filter((file) => file.endsWith('.png')).map((file) => file.slice(0, -'.png'.length));
}

/** The reference of a part; null where there is none yet. */
export async function readReference(name) {
  const bytes = await readFile(pathOf(name)).catch(() => null);
  return bytes && PNG.sync.read(bytes);
}

/** The version of the browser that drew them; null where nobody has yet. */
export async function referenceBrowser() {
  const text = await readFile(BROWSER, 'utf8').catch(() => null);
  return text && JSON.parse(text).chromium;
}

/** Puts pictures in the place of references, by name; a name without a picture is taken away. */
export async function renew(pictures, chromium) {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, picture] of pictures) {
    if (picture) await writeFile(pathOf(name), PNG.sync.write(picture, { deflateLevel: 9 }));
    else await rm(pathOf(name));
  }
  await writeFile(BROWSER, `${JSON.stringify({ chromium }, null, 2)}\n`);
}
