// Fails when a message is missing in one language, is empty, or names other placeholders there.
// paraglide-js falls back to the base language silently; a till must not show Japanese on an English screen.
import { readFile } from 'node:fs/promises';

const languages = ['ja', 'en'];
const directory = new URL('../messages/', import.meta.url);
const words = Object.fromEntries(
  await Promise.all(
    languages.map(async (language) => {
      const text = await readFile(new URL(`${language}.json`, directory), 'utf8');
      return [language, JSON.parse(text)];
    }),
  ),
);

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
const unique = (names) => [...new Set(names)].sort().join(', ');
const keys = new Set(languages.flatMap((language) => Object.keys(words[language])));
const faults = [];

for (const key of keys) {
  if (key.startsWith('$')) continue;
  const texts = languages.map((language) => words[language][key]);
  languages.forEach((language, index) => {
    if (typeof texts[index] !== 'string' || texts[index].trim() === '') {
      faults.push(`${key}: no words in messages/${language}.json`);
    }
  });
  if (texts.every((text) => typeof text === 'string')) {
    const [first, ...others] = texts.map((text) => unique(placeholders(text)));
    if (others.some((names) => names !== first)) {
      faults.push(`${key}: the placeholders differ between the languages`);
    }
  }
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
