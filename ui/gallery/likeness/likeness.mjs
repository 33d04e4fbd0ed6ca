// Whether two pictures show the same. Another browser or graphics card draws the edges of letters a little differently,
// all over the picture; what moved, changed its colour or went missing differs densely in one place.
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How far the colour of an area may be off, as pixelmatch counts it: about 8 of 255 in brightness. */
const AREA = 0.03;
/** The same at the edge of something, where a browser mixes colours: about 26 of 255. What only smooths it is not counted. */
const EDGE = 0.1;
/** The side of a place, in pixels. Places overlap by half, so that nothing lies on a border. */
const PLACE = 16;
/**
 * How many pixels of a place may be off. Measured over all parts: another rasteriser comes to 16, a shift by two pixels
 * to 40 and more where it shows most.
 */
const MOST_OFF = 32;
/** What share of a picture may be off: a frame of one pixel is thin in every place. Another rasteriser comes to 0.0006. */
const MOST_OFF_SHARE = 0.005;

/**
 * Holds a picture against its reference. Answers null where they are alike, else what differs in one sentence, and a
 * picture of it where one can be drawn.
 */
export function compare(reference, picture) {
  const { width, height } = reference;
  if (picture.width !== width || picture.height !== height) {
    const sizes = `${picture.width}x${picture.height} pixels, and was ${width}x${height}`;
    return { words: `has another size: ${sizes}`, difference: null };
  }
  const difference = new PNG({ width, height });
  const off = markOff(reference, picture, difference);
  const places = densePlaces(difference);
  const [first] = places;
  if (first) {
    return { words: `differs in ${places.length} places, the first at ${first.x},${first.y}`, difference };
  }
  if (off > width * height * MOST_OFF_SHARE) return { words: `differs in ${off} pixels`, difference };
  return null;
}

/** Marks in the mask what is off, and answers how many pixels that are. */
function markOff(reference, picture, mask) {
  const { width, height } = reference;
  const areas = new PNG({ width, height });
  const hold = (into, threshold) =>
    pixelmatch(reference.data, picture.data, into.data, width, height, { threshold, diffMask: true });
  hold(mask, EDGE);
  hold(areas, AREA);
  let off = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (isOff(areas, x, y) && isInArea(reference, x, y))
        mask.data.set([255, 0, 0, 255], (y * width + x) * 4);
      if (isOff(mask, x, y)) off += 1;
    }
  }
  return off;
}

/** In a mask of pixelmatch's, what is off is red; edges that are only smoothed otherwise are yellow. */
function isOff({ width, data }, x, y) {
  const at = (y * width + x) * 4;
  return data[at + 3] > 0 && data[at + 1] === 0;
}

/** Whether everything around a pixel has its colour. */
export function isInArea({ width, height, data }, x, y) {
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return false;
  const colour = (column, row) => data.readUInt32BE((row * width + column) * 4);
  const own = colour(x, y);
  for (let row = y - 1; row <= y + 1; row += 1) {
    for (let column = x - 1; column <= x + 1; column += 1) if (colour(column, row) !== own) return false;
  }
  return true;
}

/** The places in which too much is off. */
function densePlaces(mask) {
  const { width, height } = mask;
  const places = [];
  for (let y = 0; y < height; y += PLACE / 2) {
    for (let x = 0; x < width; x += PLACE / 2) {
      let off = 0;
      for (let row = y; row < Math.min(y + PLACE, height); row += 1) {
        for (let column = x; column < Math.min(x + PLACE, width); column += 1) {
          if (isOff(mask, column, row)) off += 1;
        }
      }
      if (off > MOST_OFF) places.push({ x, y });
    }
  }
  return places;
}
