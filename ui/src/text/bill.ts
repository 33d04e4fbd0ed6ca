import type { BillView } from '../gen/BillView';
import { m } from '../words/messages';
import { formatMoney } from './money';

/** How much of a bill is settled and how much is open. */
export function billProgressWords(bill: BillView, unit: string): string {
  return m.bill_progress({
    total: formatMoney(bill.total, unit),
    settled: formatMoney(bill.settled_amount, unit),
    open: formatMoney(bill.open_amount, unit),
  });
}

/** What the next step of a bill is. */
export function billNextWords(bill: BillView, unit: string): string {
  const open = formatMoney(bill.open_amount, unit);
  if (bill.under_way !== null) return m.bill_under_way({ number: bill.under_way });
  switch (bill.state) {
    case 'topup_first':
      return m.bill_topup_first({ open });
    case 'next': {
      if (bill.open_parts.length > 1) {
        const [first = ''] = bill.open_parts;
        return m.bill_next_part({ part: formatMoney(first, unit), count: bill.open_parts.length });
      }
      return bill.direction === 'topup' ? m.bill_next_topup({ open }) : m.bill_next_payment({ open });
    }
    case 'lower':
      return m.bill_lower({ open });
    case 'cash':
      return billCashWords(bill, unit);
    case 'done':
      return m.bill_done();
    default:
      return bill.state satisfies never;
  }
}

/** What is to be done in cash: taken for a payment, handed back for a top-up. */
export function billCashWords(bill: BillView, unit: string): string {
  const amount = formatMoney(bill.open_amount, unit);
  return bill.direction === 'topup' ? m.result_return_cash({ amount }) : m.bill_take_cash({ amount });
}

/** What comes after the result that is on the screen. */
export function billAfterWords(bill: BillView, unit: string): string {
  if (bill.under_way !== null && bill.state !== 'cash') return m.bill_goes_on();
  switch (bill.state) {
    case 'cash':
      return billCashWords(bill, unit);
    case 'done':
      return m.bill_done();
    case 'topup_first':
    case 'next':
    case 'lower':
      return billNextWords(bill, unit);
    default:
      return bill.state satisfies never;
  }
}
