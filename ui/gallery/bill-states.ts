import { bill, failed, poorBill, selling, succeeded, waiting } from '../src/examples/snapshots';
import type { Picture } from './states';

const offline = { state: 'offline', since: '2026-11-20T05:29:00Z' } as const;
const cash = {
  state: 'cash' as const,
  settled_amount: '500',
  open_amount: '700',
  open_parts: ['700'],
};
const limit = { code: 'amount_too_large', limit: '50000' } as const;

/** What takes more than one sale, and results that need a second look. */
export const BILL_PICTURES: Record<string, Picture> = {
  'failed-ways': {
    snapshot: selling({
      live: failed('account_balance_not_enough', { actions: ['new_qr', 'done', 'topup_first', 'lower'] }),
    }),
  },
  'failed-split': {
    snapshot: selling({
      live: failed('account_money_topup_transfer_limit_exceeded', {
        direction: 'topup',
        amount: '60000',
        actions: ['new_qr', 'done', 'split', 'lower'],
      }),
    }),
  },
  'sell-split-offer': { snapshot: selling(), keys: [...'120000', 'Enter'], refuse: ['readAmount', limit] },
  'bill-topup-first': { snapshot: selling({ bill: poorBill() }) },
  'bill-next-payment': { snapshot: selling({ bill: poorBill({ state: 'next' }) }) },
  'bill-parts': { snapshot: selling({ bill: bill() }) },
  'bill-lower': { snapshot: selling({ bill: poorBill({ state: 'lower' }) }), keys: [...'500'] },
  'bill-cash': { snapshot: selling({ bill: poorBill(cash) }) },
  'bill-left': { snapshot: selling({ bill: bill() }), keys: ['Escape', ...'300'] },
  'bill-waits': { snapshot: selling({ bill: bill({ under_way: 'A-0043' }) }), keys: ['q'] },
  'paid-part': { snapshot: selling({ live: succeeded({ amount: '50000', bill: 3 }), bill: bill() }) },
  'paid-lower': { snapshot: selling({ live: succeeded({ amount: '500', bill: 3 }), bill: poorBill(cash) }) },
  'paid-scanned-first': {
    snapshot: selling({ live: succeeded({ scanned_first: 'cancel', actions: ['done', 'refund'] }) }),
  },
  'paid-twice': {
    snapshot: selling({ live: succeeded({ twice_of: 'A-0041', actions: ['done', 'refund'] }) }),
  },
  'paid-all-doubts': {
    snapshot: selling({
      live: succeeded({
        scanned_first: 'amend',
        shown_amount: '980',
        twice_of: 'A-0041',
        actions: ['done', 'refund'],
      }),
    }),
  },
  'help-sell': { snapshot: selling(), then: ['key:F1'] },
  'help-waiting': { snapshot: selling({ live: waiting() }), then: ['key:F1'] },
  'waiting-problem': {
    snapshot: selling({ live: waiting() }),
    keys: ['F5'],
    refuse: ['checkNow', { code: 'not_possible_now' }],
  },
  'amend-problem': {
    snapshot: selling({ live: waiting() }),
    keys: ['F6', ...'90000', 'Enter'],
    refuse: ['readAmount', limit],
  },
  'paid-problem': {
    snapshot: selling({ live: succeeded() }),
    keys: ['Enter'],
    refuse: ['done', { code: 'journal_unavailable' }],
  },
  'sell-offline-asked': { snapshot: selling({ connection: offline }), keys: [...'1200', 'Enter'] },
};
