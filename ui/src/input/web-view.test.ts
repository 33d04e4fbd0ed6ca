import { expect, it } from 'vitest';
import { isBrowserKey, quietWebView } from './web-view';

const press = (key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });

it.each([
  ['F5', {}],
  ['F12', {}],
  ['r', { ctrlKey: true }],
  ['I', { ctrlKey: true, shiftKey: true }],
  ['ArrowLeft', { altKey: true }],
])('takes_%s_away_from_the_web_view', (key, more) => {
  expect(isBrowserKey(press(key, more))).toBe(true);
});

it('leaves_copying_zooming_and_typing_alone', () => {
  expect(isBrowserKey(press('c', { ctrlKey: true }))).toBe(false);
  expect(isBrowserKey(press('+', { ctrlKey: true }))).toBe(false);
  expect(isBrowserKey(press('5'))).toBe(false);
});

it('stops_reloading_and_the_context_menu_until_it_is_ended', () => {
  const stop = quietWebView(window);
  const reload = press('r', { ctrlKey: true });
  const menu = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
  document.body.dispatchEvent(reload);
  document.body.dispatchEvent(menu);
  expect([reload.defaultPrevented, menu.defaultPrevented]).toEqual([true, true]);
  stop();
  const later = press('r', { ctrlKey: true });
  document.body.dispatchEvent(later);
  expect(later.defaultPrevented).toBe(false);
});
