import { expect, it } from 'vitest';
import { zoomFor } from './zoom-keys';

const press = (key: string, more: KeyboardEventInit = { ctrlKey: true }) =>
  new KeyboardEvent('keydown', { key, ...more });

it.each([
  ['+', 100, 125],
  [';', 175, 200],
  ['=', 100, 125],
  ['-', 200, 175],
  ['0', 175, 100],
])('control_and_%s_go_from_%i_to_%i_percent', (key, from, to) => {
  expect(zoomFor(press(key), from)).toBe(to);
});

it('ends_where_the_screen_has_no_room_left_and_where_it_began', () => {
  expect(zoomFor(press('+'), 200)).toBeNull();
  expect(zoomFor(press('-'), 100)).toBeNull();
  expect(zoomFor(press('0'), 100)).toBeNull();
});

it('is_not_meant_without_control', () => {
  expect(zoomFor(press('+', {}), 100)).toBeNull();
  expect(zoomFor(press('+', { ctrlKey: true, altKey: true }), 100)).toBeNull();
  expect(zoomFor(press('c'), 100)).toBeNull();
});
