import { describe, expect, it } from 'vitest';
import { barHeight, topOf } from './scale';

describe('the_top_of_a_chart', () => {
  it.each([
    [['1031', '12'], 1500],
    [['150000'], 150000],
    [['150001'], 200000],
    [['7'], 8],
    [[], 1],
    [['0'], 1],
    [['-500'], 1],
  ])('%s', (amounts, top) => expect(topOf(amounts)).toBe(top));
});

it('shows_the_smallest_sale_and_no_bar_for_none', () => {
  expect(barHeight('1', 1_000_000, 100)).toBe(1.5);
  expect(barHeight('0', 1_000_000, 100)).toBe(0);
  expect(barHeight('-300', 1_000_000, 100)).toBe(0);
  expect(barHeight('500000', 1_000_000, 100)).toBe(50);
});
