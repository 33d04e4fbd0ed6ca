/** How large a QR is drawn. Every module gets the same whole number of device pixels, so that its edges are sharp. */

/** Fewer device pixels in a module are hard to scan from a screen; given up only where there is no room for them. */
const FEWEST_PIXELS = 8;
/** Width of the dark part on the counter; whole pixels make it at most this and hardly ever less than 63 mm. */
const WIDTH_METRES = 0.072;
/** The white on both sides of the dark part, in modules. */
const QUIET = 8;
/** What a style sheet calls a metre, in its own pixels. */
const CSS_PIXELS_PER_METRE = 96 / 0.0254;

/** The place that a QR has. */
export interface QrRoom {
  /** Modules per side, the quiet zone included. */
  modules: number;
  /** The shorter side of the place, in CSS pixels. */
  room: number;
  /** Device pixels in a CSS pixel. */
  density: number;
}

/** Device pixels per module that fill the place, up to `largest` CSS pixels. */
export function fillingPixels({ modules, room, density }: QrRoom, largest: number): number {
  return Math.max(1, Math.floor((Math.min(room, largest) * density) / modules));
}

/**
 * Device pixels per module for a QR of 60 to 80 mm. `dotsPerMetre` is the monitor's; null where the system does not
 * know it, and then a style sheet's millimetre is believed.
 */
export function countedPixels(place: QrRoom, dotsPerMetre: number | null): number {
  const dots = dotsPerMetre ?? CSS_PIXELS_PER_METRE * place.density;
  const wanted = Math.floor((WIDTH_METRES * dots) / (place.modules - QUIET));
  return Math.min(Math.max(FEWEST_PIXELS, wanted), fillingPixels(place, Number.POSITIVE_INFINITY));
}

/** Moves an edge to the next device pixel. */
export function toDevicePixel(position: number, density: number): number {
  return Math.round(position * density) / density;
}
