import type { ReconciliationCause } from '../gen/ReconciliationCause';
import type { ReconciliationClass } from '../gen/ReconciliationClass';
import type { ReconciliationStep } from '../gen/ReconciliationStep';
import { m } from '../words/messages';

/** Where a transaction is found, in a few words. */
export function classWord(found: ReconciliationClass): string {
  switch (found) {
    case 'contradiction':
      return m.class_contradiction();
    case 'only_here':
      return m.class_only_here();
    case 'only_there':
      return m.class_only_there();
    case 'matched':
      return m.class_matched();
    default:
      return found satisfies never;
  }
}

/** Why a row is where it is, as a sentence. */
export function causeOfRowWords(cause: ReconciliationCause): string {
  switch (cause.kind) {
    case 'same_transaction':
      return m.cause_same_transaction();
    case 'amount_differs':
      return m.cause_amount_differs();
    case 'direction_differs':
      return m.cause_direction_differs();
    case 'refunded_there':
      return m.cause_refunded_there();
    case 'not_refunded_there':
      return m.cause_not_refunded_there();
    case 'missed_result':
      return m.cause_missed_result();
    case 'unknown_here':
      return m.cause_unknown_here();
    case 'other_till':
      return m.cause_other_till({ till: cause.till });
    case 'other_program':
      return m.cause_other_program();
    case 'not_on_list':
      return m.cause_not_on_list();
    case 'unsettled':
      return m.cause_unsettled();
    default:
      return cause satisfies never;
  }
}

/** What staff do about a row; empty where there is nothing to do. */
export function stepWords(step: ReconciliationStep): string {
  switch (step) {
    case 'none':
      return '';
    case 'check_sale':
      return m.step_check_sale();
    case 'wait':
      return m.step_wait();
    case 'compare_again':
      return m.step_compare_again();
    case 'see_other_till':
      return m.step_see_other_till();
    case 'call_support':
      return m.step_call_support();
    default:
      return step satisfies never;
  }
}
