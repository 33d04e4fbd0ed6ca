import { describe, expect, it } from 'vitest';
import { ScrollMap, TALLEST_PX } from './scroll-map';

const VIEW = 600;
const MILLION_ROWS = 1_000_000 * 56;

describe('a list that fits', () => {
  const map = new ScrollMap(5600, VIEW);
  it('scrolls_as_any_other', () => {
    expect(map.height).toBe(5600);
    expect(map.topAt(1234)).toBe(1234);
    expect(map.scrollAt(1234)).toBe(1234);
    expect(map.follow({ scroll: 0, top: 0 }, 5000)).toEqual({ scroll: 5000, top: 5000 });
  });

  it('never_shows_what_is_before_the_first_or_after_the_last_row', () => {
    expect(map.topAt(-40)).toBe(0);
    expect(map.topAt(9999)).toBe(5000);
    expect(new ScrollMap(100, VIEW).topAt(80)).toBe(0);
  });
});

describe('a list of a million rows', () => {
  const map = new ScrollMap(MILLION_ROWS, VIEW);
  const last = MILLION_ROWS - VIEW;

  it('asks_for_no_box_that_a_web_view_cannot_draw', () => {
    expect(map.height).toBe(TALLEST_PX);
  });

  it('reaches_its_first_and_its_last_row', () => {
    expect(map.topAt(0)).toBe(0);
    expect(map.topAt(TALLEST_PX - VIEW)).toBe(last);
    expect(map.scrollAt(last)).toBe(TALLEST_PX - VIEW);
  });

  it('moves_rows_by_as_much_as_the_wheel_moved_anywhere', () => {
    for (const top of [0, 999_950, 20_000_000, last - 500]) {
      const before = { scroll: map.scrollAt(top), top };
      expect(map.follow(before, before.scroll + 100).top).toBe(top + 100);
    }
  });

  it('goes_where_a_drag_of_the_scroll_bar_points', () => {
    const middle = (TALLEST_PX - VIEW) / 2;
    expect(map.follow({ scroll: 0, top: 0 }, middle).top).toBeCloseTo(last / 2, 0);
  });

  it('knows_for_every_place_where_the_scroll_bar_stands', () => {
    for (let top = 0; top <= last; top += 777_777) expect(map.topAt(map.scrollAt(top))).toBeCloseTo(top, 3);
  });
});
