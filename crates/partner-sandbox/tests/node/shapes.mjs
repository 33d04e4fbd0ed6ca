// Holds an answer against the SDK's own declaration of it, the `.d.ts` files of the installed package: every declared
// key is there, and has the declared type; only what is declared with `?` may be null or left out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = dirname(fileURLToPath(import.meta.resolve('@pokepay/pokepay-partner-sdk')));
const PRIMITIVES = ['string', 'number', 'boolean'];

// Asserts that a value is what the SDK declares under this name. Declarations that hold no keys are held by any object.
export function conforms(name, value, place = name) {
  if (PRIMITIVES.includes(name)) {
    assert.equal(typeof value, name, `${place} is ${JSON.stringify(value)} where the SDK declares a ${name}`);
    return;
  }
  assert.ok(
    value !== null && typeof value === 'object',
    `${place} is ${JSON.stringify(value)} and no ${name}`,
  );
  for (const [, key, optional, type, list] of fields(name)) {
    const inside = `${place}.${key}`;
    if (optional && (value[key] ?? null) === null) continue;
    assert.ok(key in value, `${inside} is missing`);
    if (list) {
      assert.ok(Array.isArray(value[key]), `${inside} is no list`);
      value[key].forEach((entry, index) => conforms(type, entry, `${inside}[${index}]`));
    } else {
      conforms(type, value[key], inside);
    }
  }
}

// The name of what an operation answers.
export function answerOf(operation) {
  return declaration('request', operation).match(/implements Request<(\w+)>/)[1];
}

function fields(name) {
  return declaration('response', name).matchAll(/readonly (\w+)(\?)?: (\w+)(\[\])?;/g);
}

function declaration(folder, name) {
  return readFileSync(join(PACKAGE, folder, `${name}.d.ts`), 'utf8');
}
