import { expect, it } from 'vitest';
import { LONGEST_PIN, PinEntry } from './pin-entry.svelte';

const typed = (text: string) => {
  const entry = new PinEntry();
  for (const digit of text) entry.press(digit);
  return entry;
};

it('hands_the_digits_over_once_and_forgets_them', () => {
  const entry = typed('4071');
  expect(entry.length).toBe(4);
  expect([entry.take(), entry.length, entry.take()]).toEqual(['4071', 0, '']);
});

it('takes_nothing_but_single_digits_and_no_more_than_a_pin_has', () => {
  const entry = typed('12+×-');
  entry.press('00');
  expect(entry.length).toBe(2);
  expect(typed('1234567890').take()).toHaveLength(LONGEST_PIN);
});

it('is_erased_digit_by_digit_and_whole', () => {
  const entry = typed('4071');
  entry.erase();
  expect(entry.equals(typed('407'))).toBe(true);
  entry.clear();
  expect(entry.length).toBe(0);
});

it('shows_its_digits_to_nobody_who_writes_it_down', () => {
  const entry = typed('4071');
  expect(JSON.stringify(entry)).not.toContain('4071');
  expect(Object.values(entry).join()).not.toContain('4071');
});
