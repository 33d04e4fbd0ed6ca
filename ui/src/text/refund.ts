import type { Direction } from '../gen/Direction';
import type { NotCarriedOut } from '../gen/NotCarriedOut';
import type { RefundCheckingReason } from '../gen/RefundCheckingReason';
import type { RefundMarkState } from '../gen/RefundMarkState';
import type { RefundOutcome } from '../gen/RefundOutcome';
import type { RefundRefusal } from '../gen/RefundRefusal';
import type { RefundView } from '../gen/RefundView';
import { m } from '../words/messages';
import { formatMoney } from './money';
import { formatTime } from './time';

/** How a refund has settled, in a few words. */
export function refundOutcomeWord(outcome: RefundOutcome): string {
  switch (outcome) {
    case 'refunded':
      return m.refund_refunded();
    case 'refunded_elsewhere':
      return m.refund_refunded_elsewhere();
    case 'refused':
      return m.refund_refused();
    case 'not_carried_out':
      return m.refund_not_carried_out();
    default:
      return outcome satisfies never;
  }
}

/** One sentence: why the server refused a refund, and what to do. */
export function refundRefusalWords(why: RefundRefusal): string {
  switch (why) {
    case 'not_permitted':
      return m.refund_not_permitted();
    case 'already_spent':
      return m.refund_already_spent();
    case 'shop_balance_too_low':
      return m.refund_shop_balance_too_low();
    case 'transaction_not_found':
      return m.refund_transaction_not_found();
    case 'not_refundable':
      return m.refund_not_refundable();
    case 'wallet_closed':
      return m.refund_wallet_closed();
    case 'other':
      return m.refund_refused_other();
    default:
      return why satisfies never;
  }
}

/** One sentence: why a refund surely was not carried out, and what to do. */
export function notCarriedOutWords(why: NotCarriedOut): string {
  switch (why) {
    case 'unreachable':
      return m.refund_unreachable();
    case 'tls':
      return m.refund_tls();
    case 'no_answer':
      return m.refund_no_answer();
    case 'busy':
      return m.refund_busy();
    case 'unusable_answer':
      return m.refund_unusable_answer();
    case 'clock_wrong':
      return m.refund_clock_wrong();
    case 'interrupted':
      return m.refund_interrupted();
    case 'journal_unavailable':
      return m.refund_journal_unavailable();
    case 'never_arrived':
      return m.refund_never_arrived();
    default:
      return why satisfies never;
  }
}

/** Where a refund stands, in a few words. */
export function refundStateWord(state: RefundMarkState): string {
  return state === 'checking' ? m.refund_checking() : refundOutcomeWord(state);
}

/** Why a refund is not certain yet, as a sentence. */
export function refundCheckingWords(reason: RefundCheckingReason): string {
  switch (reason) {
    case 'asking':
      return m.refund_asking();
    case 'unanswered':
      return m.refund_unanswered();
    case 'restarted':
      return m.refund_restarted();
    case 'storing':
      return m.refund_storing();
    default:
      return reason satisfies never;
  }
}

/**
 * What becomes of cash and wallet now, which is the one thing that staff must not get wrong. The drawer gives back
 * what became money; points were a gift.
 */
export function refundHandWords(
  state: RefundMarkState,
  direction: Direction,
  money: { amount: string; money_amount: string },
  unit: string,
): string {
  const topup = direction === 'topup';
  switch (state) {
    case 'checking':
      return topup ? m.refund_hand_nothing_topup() : m.refund_hand_nothing_payment();
    case 'refunded':
      return topup
        ? m.refund_hand_cash({ amount: formatMoney(money.money_amount, unit) })
        : m.refund_in_wallet({ amount: formatMoney(money.amount, unit) });
    case 'refunded_elsewhere':
      return topup ? m.refund_elsewhere_topup() : m.refund_elsewhere_payment();
    case 'refused':
    case 'not_carried_out':
      return topup ? m.refund_nothing_topup() : m.refund_nothing_payment();
    default:
      return state satisfies never;
  }
}

/** The same for a refund that has been acknowledged: the cash was handed back then, and must not be twice. */
export function refundRecordWords(
  state: RefundMarkState,
  direction: Direction,
  money: { amount: string; money_amount: string },
  unit: string,
): string {
  return state === 'refunded' && direction === 'topup'
    ? m.refund_record_cash({ amount: formatMoney(money.money_amount, unit) })
    : refundHandWords(state, direction, money, unit);
}

/** Why a refund stands where it stands, as a sentence. */
export function refundReasonWords(refund: RefundView): string {
  switch (refund.state) {
    case 'checking':
      return refundCheckingWords(refund.why);
    case 'refunded':
      return refund.after_restart
        ? m.refund_done_after_restart({ time: formatTime(refund.refunded_at) })
        : m.refund_done_at({ time: formatTime(refund.refunded_at) });
    case 'refunded_elsewhere':
      return m.refund_done_at({ time: formatTime(refund.refunded_at) });
    case 'refused':
      return refundRefusalWords(refund.why);
    case 'not_carried_out':
      return notCarriedOutWords(refund.why);
    default:
      return refund satisfies never;
  }
}
