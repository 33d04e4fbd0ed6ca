import { describe, expect, it } from 'vitest';
import { ATTEMPT_ERROR_TYPES } from './attempt-error-types';
import { adviceFor, isKnown } from './attempt-error';
import documented from './attempt-errors.fixture.json';
import { inBoth } from './words.testing';

describe('every_attempt_error_has_a_headline_a_sentence_and_a_next_step', () => {
  it.each([...ATTEMPT_ERROR_TYPES, 'unresolved', 'a_name_of_tomorrow', 'constructor'])('%s', (type) => {
    for (const [direction, canTopup] of [
      ['payment', true],
      ['payment', false],
      ['topup', true],
    ] as const) {
      const advice = adviceFor(type, direction, canTopup);
      inBoth(() => advice.headline());
      inBoth(() => advice.say({ money: 'P' }));
      inBoth(() => advice.todo());
      expect(['new_qr', 'done', 'topup_first', 'split', 'lower']).toContain(advice.next);
    }
  });

  it('knows_all_fifty_that_the_api_documents_and_nothing_else', () => {
    expect(documented.types).toHaveLength(50);
    expect([...ATTEMPT_ERROR_TYPES].sort()).toEqual([...documented.types].sort());
    expect(ATTEMPT_ERROR_TYPES.every(isKnown)).toBe(true);
    expect(isKnown('toString')).toBe(false);
  });
});
