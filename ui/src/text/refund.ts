import type { NotCarriedOut } from '../gen/NotCarriedOut';
import type { RefundOutcome } from '../gen/RefundOutcome';
import type { RefundRefusal } from '../gen/RefundRefusal';
import { m } from '../words/messages';

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
