import { describe, expect, it } from 'vitest';
import { readDay, readMoment } from './typed-time';

const NOW = new Date(2026, 10, 20, 14, 30);
const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString();

describe('a day', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026/11/2', '2026-11-02'],
    ['11/20', '2026-11-20'],
    ['11月2日', '2026-11-02'],
    ['２０２６−１１−２０'.replace('−', '-').replace('−', '-'), '2026-11-20'],
  ])('reads %s', (typed, day) => expect(readDay(typed, NOW)).toBe(day));

  it('hands_on_what_is_none_for_the_till_to_name', () => {
    expect(readDay(' 先週 ', NOW)).toBe('先週');
    expect(readDay('', NOW)).toBe('');
  });
});

describe('a moment', () => {
  it('reads_a_day_with_its_time', () => {
    expect(readMoment('11/20 14:35', 'from', NOW)).toBe(local(2026, 10, 20, 14, 35));
    expect(readMoment('２０２６/１１/２０ １４：３５', 'to', NOW)).toBe(local(2026, 10, 20, 14, 35));
  });

  it('takes_the_whole_of_the_day_that_a_range_ends_with', () => {
    expect(readMoment('11/20', 'from', NOW)).toBe(local(2026, 10, 20));
    expect(readMoment('11/20', 'to', NOW)).toBe(local(2026, 10, 21));
    expect(readMoment('12/31', 'to', NOW)).toBe(local(2027, 0, 1));
  });

  it.each(['きのう', '11/20 25:00', '2/31', '13/1', '11/20 14:75', '11/20 soon'])(
    'hands_on_%s_for_the_till_to_name',
    (typed) => expect(readMoment(typed, 'from', NOW)).toBe(typed),
  );
});
