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

const heardBy = (act: (keyboard: Keyboard) => void): Key[] => {
  const keyboard = new Keyboard();
  const heard: Key[] = [];
  keyboard.take((key) => heard.push(key));
  act(keyboard);
  return heard;
};

it('reads_a_letter_by_its_cap_and_under_an_input_method_by_its_place', () => {
  const heard = heardBy((keyboard) => {
    press(keyboard, 't', { code: 'KeyT' });
    press(keyboard, 'ｔ', { code: 'KeyT' });
    press(keyboard, 'Process', { code: 'KeyT' });
    press(keyboard, 'a', { code: 'KeyQ' }); // A French keyboard: the cap says A.
    press(keyboard, 'x', { code: 'KeyX' });
  });
  const letter = (name: string) => ({ kind: 'letter', letter: name });
  // All in one moment, so the third key and what follows is a scanner's burst.
  expect(heard.slice(0, 2)).toEqual([letter('t'), letter('t')]);
  const one = (key: string, code: string) => heardBy((keyboard) => press(keyboard, key, { code }))[0];
  expect(one('Process', 'KeyT')).toEqual(letter('t'));
  expect(one('a', 'KeyQ')).toEqual(letter('a'));
  expect(one('x', 'KeyX')).toMatchObject({ kind: 'text', text: '×' });
});

it('takes_shift_and_a_digit_for_a_quick_amount_but_never_where_they_type_something_else', () => {
  const one = (key: string, code: string) =>
    heardBy((keyboard) => press(keyboard, key, { code, shiftKey: true }))[0];
  expect(one('!', 'Digit1')).toMatchObject({ kind: 'quick', place: 1 });
  expect(one('"', 'Digit2')).toMatchObject({ kind: 'quick', place: 2 });
  expect(one('*', 'Digit8')).toMatchObject({ kind: 'text', text: '×' });
  expect(one('1', 'Digit1')).toMatchObject({ kind: 'text', text: '1' }); // A French keyboard types digits so.
});

it('leaves_every_key_to_the_input_method_while_words_are_composed', () => {
  const field = document.createElement('input');
  document.body.append(field);
  const composing: KeyboardEventInit[] = [
    { key: 'Enter', isComposing: true },
    { key: 'Enter', keyCode: 229 }, // How the web view ends a composition.
    { key: 'Escape', isComposing: true },
    { key: 'F7', code: 'F7', isComposing: true },
    { key: 'Process', code: 'Digit1', isComposing: true },
  ];
  const heard = heardBy((keyboard) => {
    keyboard.reserve(7, () => heard.push({ kind: 'escape' }));
    for (const init of composing) {
      const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
      field.addEventListener('keydown', (each) => keyboard.listen(each), { once: true });
      field.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(false);
    }
  });
  expect(heard).toEqual([]);
  field.remove();
});
