import { expect, it } from 'vitest';
import { Keyboard, type Key } from './keyboard';

const press = (keyboard: Keyboard, key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...more });
  keyboard.listen(event);
  return event;
};

it('gives_a_reserved_key_one_meaning_whatever_lies_over_the_screen', () => {
  const keyboard = new Keyboard();
  const heard: Key[] = [];
  let locked = 0;
  keyboard.take((key) => heard.push(key));
  const free = keyboard.reserve(12, () => (locked += 1));
  keyboard.take((key) => heard.push(key), { over: true });
  expect(press(keyboard, 'F12').defaultPrevented).toBe(true);
  press(keyboard, 'F12', { repeat: true });
  expect([locked, heard]).toEqual([1, []]);
  free();
  press(keyboard, 'F12');
  expect(heard).toEqual([{ kind: 'function', number: 12 }]);
});

it('leaves_a_reserved_key_to_whoever_took_it_last', () => {
  const keyboard = new Keyboard();
  const acts: string[] = [];
  const first = keyboard.reserve(12, () => acts.push('first'));
  keyboard.reserve(12, () => acts.push('second'));
  first();
  press(keyboard, 'F12');
  expect(acts).toEqual(['second']);
});
