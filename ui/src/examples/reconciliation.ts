import type { Reconciliation } from '../gen/Reconciliation';
import type { ReconciliationRow } from '../gen/ReconciliationRow';
import type { ThereView } from '../gen/ThereView';
import type { HereView } from '../gen/HereView';
import { OPEN_SHIFT } from './trade';

const here = (number: string, amount: string, more: Partial<HereView> = {}): HereView => ({
  number,
  direction: 'payment',
  amount,
  state: 'succeeded',
  at: '2026-11-20T05:30:12Z',
  is_refunded: false,
  ...more,
});

const there = (last: string, amount: string, more: Partial<ThereView> = {}): ThereView => ({
  transaction_id: `3f8a7c12-41d0-4f0e-9c1b-7a2b5d9e${last}`,
  direction: 'payment',
  kind: 'payment',
  amount,
  done_at: '2026-11-20T05:30:31Z',
  customer: '田●●子',
  is_refunded: false,
  description: 'お会計 [A-1190.7K2QM9XW4T1VB]',
  ...more,
});

const matched: ReconciliationRow[] = Array.from({ length: 340 }, (_, place) => {
  const amount = String(480 + ((place * 370) % 6100));
  const number = `A-${String(1236 - place).padStart(4, '0')}`;
  return {
    class: 'matched',
    cause: { kind: 'same_transaction' },
    step: 'none',
    here: here(number, amount),
    there: there(String(1000 + place), amount),
  };
});

/** What comparing a busy shift would find on a bad day: one of everything. */
export const RECONCILIATION: Reconciliation = {
  shift: OPEN_SHIFT,
  from: '2026-11-19T23:45:00Z',
  to: '2026-11-20T11:04:00Z',
  matched: matched.length,
  rows: [
    {
      class: 'contradiction',
      cause: { kind: 'amount_differs' },
      step: 'call_support',
      here: here('A-1190', '1200'),
      there: there('41f0', '1020'),
    },
    {
      class: 'contradiction',
      cause: { kind: 'refunded_there' },
      step: 'check_sale',
      here: here('A-1171', '3480'),
      there: there('9c1b', '3480', { is_refunded: true }),
    },
    {
      class: 'only_here',
      cause: { kind: 'not_on_list' },
      step: 'compare_again',
      here: here('A-1166', '560'),
      there: null,
    },
    {
      class: 'only_here',
      cause: { kind: 'unsettled' },
      step: 'wait',
      here: here('A-1230', '2100', { state: 'open' }),
      there: null,
    },
    {
      class: 'only_there',
      cause: { kind: 'missed_result' },
      step: 'check_sale',
      here: here('A-1102', '980', { state: 'expired' }),
      there: there('77aa', '980'),
    },
    {
      class: 'only_there',
      cause: { kind: 'other_till', till: 'B' },
      step: 'see_other_till',
      here: null,
      there: there('02bd', '5000', { direction: 'topup', kind: 'topup' }),
    },
    {
      class: 'only_there',
      cause: { kind: 'other_program' },
      step: 'none',
      here: null,
      there: there('5e1c', '700', { description: '管理画面からの支払い' }),
    },
    ...matched,
  ],
  here: { payments: 298, payments_amount: '981240', topups: 45, topups_amount: '214000', refunded: 4 },
  there: { payments: 299, payments_amount: '982040', topups: 45, topups_amount: '214000', refunded: 5 },
  others: { payments: 61, payments_amount: '172300', topups: 9, topups_amount: '41000', refunded: 0 },
};

/** The same shift on a good day. */
export const RECONCILED: Reconciliation = {
  ...RECONCILIATION,
  rows: matched,
  here: RECONCILIATION.here,
  there: RECONCILIATION.here,
};
