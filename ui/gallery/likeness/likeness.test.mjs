// @vitest-environment node
// Would a change be noticed, and is a change of nothing let through? Asked of every reference picture.
import { PNG } from 'pngjs';
import { describe, expect, it, vi } from 'vitest';
import { compare, isInArea } from './likeness.mjs';
import { PARTS } from './parts.mjs';
import { readReference, referenceNames } from './references.mjs';

// Every pixel of every picture is looked at several times: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const names = await referenceNames();
const references = new Map(await Promise.all(names.map(async (name) => [name, await readReference(name)])));

it('every_part_has_a_reference_and_every_reference_a_part', () => {
  expect([...names].sort()).toEqual(PARTS.map(({ name }) => name).sort());
});

describe.each(names)('%s', (name) => {
  const reference = references.get(name);

  it('is_like_itself', () => expect(compare(reference, reference)?.words).toBeUndefined());

  it('is_like_itself_with_softer_edges', () =>
    expect(compare(reference, softened(reference))?.words).toBeUndefined());

  it.each([
    ['right', 2, 0],
    ['down', 0, 2],
  ])('is_unlike_itself_two_pixels_further_%s', (_, right, down) => {
    expect(compare(reference, moved(reference, right, down))?.words).toContain('differs');
  });

  it('is_unlike_itself_with_one_colour_a_little_off', () => {
    for (const colour of mainColours(reference)) {
      expect(compare(reference, recoloured(reference, colour))?.words).toContain('differs');
    }
  });

  it('is_unlike_itself_without_one_of_its_things', () => {
    expect(compare(reference, without(reference))?.words).toContain('differs');
  });

  it('is_unlike_itself_a_pixel_wider', () => {
    const wider = changed(new PNG({ width: reference.width + 1, height: reference.height }), () => [0, 0, 0]);
    expect(compare(reference, wider)?.words).toContain('another size');
  });
});

/** A copy whose pixels the function chooses. */
function changed(picture, choose) {
  const copy = new PNG({ width: picture.width, height: picture.height });
  for (let y = 0; y < copy.height; y += 1) {
    for (let x = 0; x < copy.width; x += 1) {
      copy.data.set([...choose(x, y), 255], (y * copy.width + x) * 4);
    }
  }
  return copy;
}

/** The colour at a place; beyond the edge it goes on. */
function at({ width, height, data }, x, y) {
  const clamped = (value, most) => Math.min(most, Math.max(0, value));
  const index = (clamped(y, height - 1) * width + clamped(x, width - 1)) * 4;
  return [data[index], data[index + 1], data[index + 2]];
}

function moved(picture, right, down) {
  return changed(picture, (x, y) => at(picture, x - right, y - down));
}

/** As a heavier hand draws letters: what lies between two colours goes a tenth of the way to its darker neighbour. */
function softened(picture) {
  const light = (colour) => colour[0] + colour[1] + colour[2];
  return changed(picture, (x, y) => {
    const own = at(picture, x, y);
    const around = [
      at(picture, x - 1, y),
      at(picture, x + 1, y),
      at(picture, x, y - 1),
      at(picture, x, y + 1),
    ];
    const darkest = around.reduce((a, b) => (light(a) < light(b) ? a : b));
    const lightest = around.reduce((a, b) => (light(a) > light(b) ? a : b));
    const isBetween = light(darkest) < light(own) && light(own) < light(lightest);
    return isBetween ? own.map((part, index) => Math.round(part + (darkest[index] - part) / 10)) : own;
  });
}

/** The colours whose areas fill at least a fiftieth of the picture. */
function mainColours(picture) {
  const counts = new Map();
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (!isInArea(picture, x, y)) continue;
      const key = at(picture, x, y).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const least = (picture.width * picture.height) / 50;
  return [...counts].filter(([, count]) => count >= least).map(([key]) => key);
}

/** That colour is twelve steps lighter, or darker where it is light. */
function recoloured(picture, colour) {
  return changed(picture, (x, y) => {
    const own = at(picture, x, y);
    if (own.join() !== colour) return own;
    return own.map((part) => (own[0] + own[1] + own[2] > 384 ? Math.max(0, part - 12) : part + 12));
  });
}

/** A square as large as an icon, where most is drawn, is painted over with what is most around it. */
function without(picture) {
  const SIDE = 20;
  const [ground] = mostOften(picture, 0, 0, picture.width, picture.height);
  let best = { drawn: -1, x: 0, y: 0, around: ground };
  for (let y = 0; y + SIDE <= picture.height; y += SIDE) {
    for (let x = 0; x + SIDE <= picture.width; x += SIDE) {
      const [around, count] = mostOften(picture, x, y, SIDE, SIDE);
      const drawn = SIDE * SIDE - count;
      if (drawn > best.drawn) best = { drawn, x, y, around };
    }
  }
  const paint = best.around.split(',').map(Number);
  return changed(picture, (x, y) =>
    x >= best.x && x < best.x + SIDE && y >= best.y && y < best.y + SIDE ? paint : at(picture, x, y),
  );
}

/** The colour that is most often in a square, and how often. */
function mostOften(picture, left, top, width, height) {
  const counts = new Map();
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      const key = at(picture, x, y).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
}
