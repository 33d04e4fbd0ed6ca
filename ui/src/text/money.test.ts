import { afterEach, expect, it } from 'vitest';
import { useLanguage } from '../state/language.svelte';
import { formatMoney, groupThousands, groupTyped } from './money';

afterEach(() => useLanguage('ja'));

it.each([
  ['0', '0'],
  ['999', '999'],
  ['1000', '1,000'],
  ['123456', '123,456'],
  ['9007199254740993', '9,007,199,254,740,993'],
  ['1234567.1234', '1,234,567.1234'],
  ['1200.50', '1,200.50'],
])('groups_%s_without_touching_a_digit', (text, grouped) => {
  expect(groupThousands(text)).toBe(grouped);
  expect(grouped.replaceAll(',', '')).toBe(text);
});

it('writes_the_unit_as_the_language_does', () => {
  expect(formatMoney('1200', '円')).toBe('1,200円');
  useLanguage('en');
  expect(formatMoney('1200', '円')).toBe('¥1,200');
  expect(formatMoney('1200', 'コイン')).toBe('1,200 コイン');
});

it('groups_each_number_of_a_sum', () => {
  expect(groupTyped('12000+300×2000')).toBe('12,000+300×2,000');
});
