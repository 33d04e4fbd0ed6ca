import { describe, it } from 'vitest';
import type { ReconciliationCause } from '../gen/ReconciliationCause';
import type { ReconciliationClass } from '../gen/ReconciliationClass';
import type { ReconciliationStep } from '../gen/ReconciliationStep';
import { causeOfRowWords, classWord, stepWords } from './reconciliation';
import { inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const CLASSES: Record<ReconciliationClass, true> = {
  contradiction: true,
  only_here: true,
  only_there: true,
  matched: true,
};
const CAUSES: { [Kind in ReconciliationCause['kind']]: Extract<ReconciliationCause, { kind: Kind }> } = {
  same_transaction: { kind: 'same_transaction' },
  amount_differs: { kind: 'amount_differs' },
  direction_differs: { kind: 'direction_differs' },
  refunded_there: { kind: 'refunded_there' },
  not_refunded_there: { kind: 'not_refunded_there' },
  missed_result: { kind: 'missed_result' },
  unknown_here: { kind: 'unknown_here' },
  other_till: { kind: 'other_till', till: 'B' },
  other_program: { kind: 'other_program' },
  not_on_list: { kind: 'not_on_list' },
  unsettled: { kind: 'unsettled' },
};
const STEPS: Record<Exclude<ReconciliationStep, 'none'>, true> = {
  check_sale: true,
  wait: true,
  compare_again: true,
  see_other_till: true,
  call_support: true,
};

describe('every_finding_of_a_comparison_has_words_in_both_languages', () => {
  it.each(keys(CLASSES))('class %s', (found) => inBoth(() => classWord(found)));
  it.each(keys(CAUSES))('row %s', (kind) => inBoth(() => causeOfRowWords(CAUSES[kind])));
  it.each(keys(STEPS))('step %s', (step) => inBoth(() => stepWords(step)));
});
