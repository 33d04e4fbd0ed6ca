import type { SaleView } from '../gen/SaleView';
import { m } from '../words/messages';
import { formatMoney } from './money';

/** Something about a sale that moved money which staff must see before they hand anything over. */
export interface Doubt {
  /** Its name on the screen. */
  kind: 'amount-difference' | 'scanned-first' | 'twice';
  headline: string;
  words: string;
  /** The reason that a refund because of it begins with. */
  refundReason: string;
}

/** Everything about a sale that needs a second look; empty for almost all. */
export function doubtsOf(sale: SaleView, unit: string): Doubt[] {
  if (sale.state !== 'succeeded' || isGivenBack(sale)) return [];
  const doubts: Doubt[] = [];
  const moved = formatMoney(sale.amount, unit);
  // A change that came too late says the same about the amount, and why.
  if (sale.shown_amount !== null && sale.scanned_first !== 'amend') {
    doubts.push({
      kind: 'amount-difference',
      headline: m.doubt_amount({ moved }),
      words: m.result_other_amount({ shown: formatMoney(sale.shown_amount, unit), moved }),
      refundReason: m.reason_other_amount(),
    });
  }
  if (sale.scanned_first !== null) {
    doubts.push({
      kind: 'scanned-first',
      headline: m.doubt_scanned_first(),
      words:
        sale.scanned_first === 'cancel'
          ? m.doubt_scanned_before_cancel()
          : m.doubt_scanned_before_amend({
              shown: formatMoney(sale.shown_amount ?? sale.amount, unit),
              moved,
            }),
      refundReason: sale.scanned_first === 'cancel' ? m.reason_canceled() : m.reason_other_amount(),
    });
  }
  if (sale.twice_of !== null) {
    doubts.push({
      kind: 'twice',
      headline: m.doubt_twice(),
      words: m.doubt_twice_text({ number: sale.twice_of }),
      refundReason: m.reason_twice(),
    });
  }
  return doubts;
}

function isGivenBack(sale: Extract<SaleView, { state: 'succeeded' }>): boolean {
  return sale.refund?.state === 'refunded' || sale.refund?.state === 'refunded_elsewhere';
}
