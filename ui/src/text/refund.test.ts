import { describe, it } from 'vitest';
import type { NotCarriedOut } from '../gen/NotCarriedOut';
import type { RefundCheckingReason } from '../gen/RefundCheckingReason';
import type { RefundMarkState } from '../gen/RefundMarkState';
import type { RefundOutcome } from '../gen/RefundOutcome';
import type { RefundRefusal } from '../gen/RefundRefusal';
import { guideNotCarriedOut, guideRefundRefusal } from './guidance';
import {
  notCarriedOutWords,
  refundCheckingWords,
  refundHandWords,
  refundOutcomeWord,
  refundRecordWords,
  refundRefusalWords,
  refundStateWord,
} from './refund';
import { guided, inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const REFUNDS: Record<RefundOutcome, true> = {
  refunded: true,
  refunded_elsewhere: true,
  refused: true,
  not_carried_out: true,
};
const REFUND_REFUSALS: Record<RefundRefusal, true> = {
  not_permitted: true,
  already_spent: true,
  shop_balance_too_low: true,
  transaction_not_found: true,
  not_refundable: true,
  wallet_closed: true,
  other: true,
};
const NOT_CARRIED_OUT: Record<NotCarriedOut, true> = {
  unreachable: true,
  tls: true,
  no_answer: true,
  busy: true,
  unusable_answer: true,
  clock_wrong: true,
  interrupted: true,
  journal_unavailable: true,
  never_arrived: true,
};
const REFUND_CHECKING: Record<RefundCheckingReason, true> = {
  asking: true,
  unanswered: true,
  restarted: true,
  storing: true,
};
const REFUND_STATES: Record<RefundMarkState, true> = {
  checking: true,
  refunded: true,
  refunded_elsewhere: true,
  refused: true,
  not_carried_out: true,
};

describe('everything_about_a_refund_has_words_in_both_languages', () => {
  it.each(keys(REFUNDS))('refund %s', (outcome) => inBoth(() => refundOutcomeWord(outcome)));
  it.each(keys(REFUND_REFUSALS))('refused refund %s', (why) => inBoth(() => refundRefusalWords(why)));
  it.each(keys(NOT_CARRIED_OUT))('refund not carried out %s', (why) => inBoth(() => notCarriedOutWords(why)));
  it.each(keys(REFUND_CHECKING))('checking a refund %s', (reason) =>
    inBoth(() => refundCheckingWords(reason)),
  );
  it.each(keys(REFUND_STATES))('a refund that is %s', (state) => {
    inBoth(() => refundStateWord(state));
    for (const direction of ['payment', 'topup'] as const) {
      const money = { amount: '2', money_amount: '1' };
      inBoth(() => refundHandWords(state, direction, money, 'P'));
      inBoth(() => refundRecordWords(state, direction, money, 'P'));
    }
  });
});

describe('every_failed_refund_has_a_headline_what_to_say_and_one_next_key', () => {
  it.each(keys(REFUND_REFUSALS))('refused refund %s', (why) => guided(guideRefundRefusal(why), true));
  it.each(keys(NOT_CARRIED_OUT))('refund not carried out %s', (why) => guided(guideNotCarriedOut(why), true));
});
