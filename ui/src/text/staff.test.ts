import { describe, expect, it } from 'vitest';
import type { StaffProblem } from '../gen/StaffProblem';
import { rightWord, RIGHTS, staffProblemWords } from './staff';
import { inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const STAFF: { [Code in StaffProblem['code']]: Extract<StaffProblem, { code: Code }> } = {
  wrong_pin: { code: 'wrong_pin', tries_left: 4, wait_seconds: 0 },
  wait: { code: 'wait', seconds: 30 },
  pin_not_digits: { code: 'pin_not_digits', shortest: 4, longest: 8 },
  pin_too_simple: { code: 'pin_too_simple' },
  name_missing: { code: 'name_missing' },
  name_too_long: { code: 'name_too_long', limit: 60 },
  name_taken: { code: 'name_taken' },
  no_such_person: { code: 'no_such_person' },
  last_with_settings: { code: 'last_with_settings' },
  too_many_people: { code: 'too_many_people', limit: 200 },
  lacks_right: { code: 'lacks_right' },
  nobody_logged_in: { code: 'nobody_logged_in' },
  cannot_write: { code: 'cannot_write' },
  journal_unavailable: { code: 'journal_unavailable' },
};

describe('everything_about_staff_has_words_in_both_languages', () => {
  it.each(keys(STAFF))('staff %s', (code) => inBoth(() => staffProblemWords(STAFF[code])));
  it.each(RIGHTS)('right %s', (right) => inBoth(() => rightWord(right)));
});

it('the_last_wrong_pin_says_that_there_is_a_wait', () => {
  const last = staffProblemWords({ code: 'wrong_pin', tries_left: 0, wait_seconds: 30 });
  expect(last).not.toBe(staffProblemWords(STAFF.wrong_pin));
});
