import { expect, it } from 'vitest';
import { NewPin } from './new-pin.svelte';

const type = (pin: NewPin, digits: string) => {
  for (const digit of digits) pin.entry.press(digit);
  return pin.next();
};

it('is_handed_over_once_it_was_typed_the_same_twice', () => {
  const pin = new NewPin();
  expect([type(pin, '4071'), type(pin, '4071')]).toEqual([null, '4071']);
  expect([pin.first.length, pin.again.length, pin.step]).toEqual([0, 0, 'first']);
});

it('begins_anew_when_the_two_differ', () => {
  const pin = new NewPin();
  type(pin, '4071');
  expect(type(pin, '4072')).toBeNull();
  expect([pin.differs, pin.step, pin.first.length]).toEqual([true, 'first', 0]);
  expect([type(pin, '4071'), type(pin, '4071')]).toEqual([null, '4071']);
});

it('goes_nowhere_while_nothing_is_typed', () => {
  const pin = new NewPin();
  expect([pin.next(), pin.isEmpty, pin.step]).toEqual([null, true, 'first']);
});
