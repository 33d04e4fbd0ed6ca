import { describe, expect, it } from 'vitest';
import { countedPixels, fillingPixels, toDevicePixel } from './qr-side';

/** A QR of the documented token: level M, 37 modules and the quiet zone of four on each side. */
const modules = 45;

/** The dark part in millimetres. */
const width = (pixels: number, dotsPerMetre: number) => (pixels * 37 * 1000) / dotsPerMetre;

describe('the customers qr', () => {
  it('is_60_to_80_mm_wide_on_every_monitor_that_tells_its_size', () => {
    // 96 to 600 dots per inch.
    for (let dots = 3780; dots < 23_600; dots += 10) {
      const pixels = countedPixels({ modules, room: 4000, density: 1 }, dots);
      expect(Number.isInteger(pixels)).toBe(true);
      expect(width(pixels, dots)).toBeGreaterThanOrEqual(60);
      expect(width(pixels, dots)).toBeLessThanOrEqual(80);
    }
  });

  it('has_eight_pixels_per_module_even_where_that_makes_it_wider', () => {
    // A 32 inch television: 69 dots per inch.
    expect(countedPixels({ modules, room: 700, density: 1 }, 2716)).toBe(8);
  });

  it('believes_the_style_sheets_millimetre_where_the_monitor_does_not_tell', () => {
    for (const density of [1, 1.25, 1.5, 2, 3]) {
      const pixels = countedPixels({ modules, room: 4000, density }, null);
      expect(width(pixels, (96 / 0.0254) * density)).toBeGreaterThan(60);
      expect(width(pixels, (96 / 0.0254) * density)).toBeLessThan(80);
    }
  });

  it('is_smaller_rather_than_cut_off', () => {
    expect(countedPixels({ modules, room: 300, density: 1 }, 20_000)).toBe(6);
    expect(countedPixels({ modules, room: 0, density: 1 }, null)).toBe(1);
  });
});

describe('the qr of the staffs window', () => {
  it('fills_its_place_up_to_a_limit', () => {
    expect(fillingPixels({ modules, room: 400, density: 1 }, 480)).toBe(8);
    expect(fillingPixels({ modules, room: 900, density: 2 }, 480)).toBe(21);
  });
});

it('an_edge_falls_on_a_device_pixel', () => {
  for (const density of [1, 1.25, 1.5, 2, 3]) {
    for (const position of [0.3, 17.49, 220.5]) {
      const edge = toDevicePixel(position, density) * density;
      expect(Math.abs(edge - Math.round(edge))).toBeLessThan(1e-9);
    }
  }
});
