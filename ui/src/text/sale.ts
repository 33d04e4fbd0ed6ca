import type { CheckingReason } from '../gen/CheckingReason';
import type { Direction } from '../gen/Direction';
import type { SaleRowState } from '../gen/SaleRowState';
import type { SaleView } from '../gen/SaleView';
import { m } from '../words/messages';

/** Payment or top-up, in one word. */
export function directionWord(direction: Direction): string {
  return direction === 'payment' ? m.direction_payment() : m.direction_topup();
}

/** Where the live sale stands, as staff read it. */
export function stateWord(sale: SaleView): string {
  const topup = sale.direction === 'topup';
  switch (sale.state) {
    case 'creating':
      return m.state_creating();
    case 'waiting':
      return m.state_waiting();
    case 'checking':
      return m.state_checking();
    case 'succeeded':
      return topup ? m.state_succeeded_topup() : m.state_succeeded_payment();
    case 'failed':
      // The server never said how it ended; that nothing moved is not known.
      return sale.error_type === 'unresolved' ? m.state_unresolved() : m.state_failed();
    case 'canceled':
      return m.state_canceled();
    case 'expired':
      return m.state_expired();
    case 'not_created':
      return m.state_not_created();
    default:
      return sale satisfies never;
  }
}

/** Where a line of the list stands. */
export function rowStateWord(state: SaleRowState, direction: Direction): string {
  switch (state) {
    case 'open':
      return m.row_open();
    case 'succeeded':
      return direction === 'topup' ? m.row_succeeded_topup() : m.row_succeeded_payment();
    case 'failed':
      return m.row_failed();
    case 'canceled':
      return m.row_canceled();
    case 'expired':
      return m.row_expired();
    case 'not_created':
      return m.row_not_created();
    default:
      return state satisfies never;
  }
}

/** Why the QR is covered, in one sentence. */
export function checkingWords(reason: CheckingReason): string {
  switch (reason) {
    case 'silence':
      return m.checking_silence();
    case 'canceling':
      return m.checking_canceling();
    case 'amending':
      return m.checking_amending();
    case 'extending':
      return m.checking_extending();
    case 'expiring':
      return m.checking_expiring();
    case 'undecided':
      return m.checking_undecided();
    case 'used_qr':
      return m.checking_used_qr();
    case 'restarted':
      return m.checking_restarted();
    case 'storing':
      return m.checking_storing();
    default:
      return reason satisfies never;
  }
}
