import { ExampleBooks } from '../src/examples/books';
import { RECONCILED } from '../src/examples/reconciliation';
import { OUT_OF_PAPER, printer } from '../src/examples/printing';
import {
  refundChecking,
  refunded,
  refundedElsewhere,
  refundNotCarriedOut,
  refundRefused,
} from '../src/examples/refunds';
import { selling, shiftOpen, succeeded } from '../src/examples/snapshots';
import { OPEN_SHIFT } from '../src/examples/trade';
import type { HistoryRow } from '../src/gen/HistoryRow';
import type { SimulatedHost } from '../src/ipc/simulated-host';
import type { Picture } from './states';

const topup = { direction: 'topup', amount: '3000', money_amount: '3000' } as const;
const open = { shift: shiftOpen() };
const newest = (row: Partial<HistoryRow>) => (host: SimulatedHost) => {
  host.books.changed.set('A-1236', { state: 'succeeded', ...row });
};
const paid: Partial<HistoryRow> = {
  direction: 'payment',
  amount: '1200',
  customer: '田●●子',
  transaction_id: '3f8a7c12-41d0-4f0e-9c1b-7a2b5d9e41f0',
  actions: ['check_now', 'refund', 'reprint'],
};
const history = ['F7'];
/** No shift is open: the last one has been closed. */
const closed = (host: SimulatedHost) => void Object.assign(host.books, { isClosed: true, closedBy: '佐藤' });

/** Every state of the screens that look into the books, by name. */
export const BOOKS_PICTURES: Record<string, Picture> = {
  history: { snapshot: selling(open), keys: history, prepare: newest(paid) },
  'history-million': {
    snapshot: selling(open),
    keys: history,
    prepare: (host) => (host.books = new ExampleBooks(1_000_000)),
    then: ['key:End', 'key:End', 'key:PageUp'],
  },
  'history-search': { snapshot: selling(open), keys: history, then: ['history-search', 'type:テラス'] },
  'history-filter': { snapshot: selling(open), keys: history, then: ['filter-failed', 'filter-range'] },
  'history-nothing': { snapshot: selling(open), keys: history, then: ['history-search', 'type:999999'] },
  'history-newer': {
    snapshot: selling(open),
    keys: history,
    prepare: (host, language) => {
      setTimeout(() => {
        host.books.newest += 3;
        host.show({ ...selling({ ...open, revision: 2, recent: [] }), language });
      }, 700);
    },
    then: ['history-list'],
  },
  'history-range': {
    snapshot: selling(open),
    keys: history,
    then: ['filter-range', 'filter-from', 'type:11/21', 'filter-to', 'type:11/19', 'key:Tab'],
  },
  'history-unreadable': {
    snapshot: selling(open),
    keys: history,
    refuse: ['readBooks', { code: 'journal_unavailable' }],
  },
  'history-failed': { snapshot: selling(open), keys: history, then: ['filter-failed'] },
  'history-canceled-topup': {
    snapshot: selling(open),
    keys: history,
    then: ['filter-expired', 'filter-topup', 'new-qr'],
  },
  'history-open': { snapshot: selling(open), keys: history, then: ['filter-open', 'cancel-sale'] },
  'history-recheck': {
    snapshot: selling(open),
    keys: history,
    prepare: (host) => (host.recheck = { finding: 'amount_differs', here: '1200', there: '1020' }),
    then: ['key:F5'],
  },
  'history-refund-refused': {
    snapshot: selling({
      ...open,
      refunds: [refundRefused('already_spent', { ...topup, number: 'A-1236' })],
    }),
    keys: history,
    prepare: newest({ ...paid, direction: 'topup', amount: '3000' }),
  },
  'history-refunded': {
    snapshot: selling(open),
    keys: history,
    prepare: newest({
      ...paid,
      direction: 'topup',
      amount: '3000',
      refund: { state: 'refunded', reason: '二重の会計', staff: '山田', at: '2026-11-20T10:41:02Z' },
      actions: ['check_now', 'reprint'],
    }),
  },
  'history-keys': { snapshot: selling(open), keys: history, prepare: newest(paid), then: ['key:F1'] },
  receipt: { snapshot: selling(open), keys: history, prepare: newest(paid), then: ['key:p'] },
  'printer-settings': { snapshot: selling(open, { printer: printer() }), then: ['printer'] },
  'printer-serial': {
    snapshot: selling(open, { printer: printer({ condition: { kind: 'ready', paper_low: true } }) }),
    then: ['printer', 'kind-serial'],
  },
  'printer-none': { snapshot: selling(open), then: ['printer', 'kind-none'] },
  'printer-line': { snapshot: selling(open, { printer: OUT_OF_PAPER }), keys: [...'1200'] },

  'refund-reason': { snapshot: selling(open), keys: history, prepare: newest(paid), then: ['key:r'] },
  'refund-missing': {
    snapshot: selling(open),
    keys: history,
    prepare: newest(paid),
    then: ['key:r', 'key:Enter'],
  },
  'refund-sure': {
    snapshot: selling(open),
    keys: history,
    prepare: newest(paid),
    then: ['key:r', 'type:打ち間違い', 'key:Enter'],
  },
  'refund-sure-topup': {
    snapshot: selling(open),
    keys: history,
    prepare: newest({ ...paid, direction: 'topup', amount: '3000' }),
    then: ['key:r', 'type:二重の会計', 'key:Enter'],
  },
  'refunds-on-sell': {
    snapshot: selling({
      ...open,
      refunds: [refundChecking({ ...topup, number: 'A-0040' }), refunded({ number: 'A-0041' })],
    }),
  },
  'refunds-ended': {
    snapshot: selling({
      ...open,
      refunds: [
        refunded({ ...topup, number: 'A-0039' }),
        refundedElsewhere({ ...topup, number: 'A-0040' }),
        refundNotCarriedOut({ number: 'A-0041' }),
      ],
    }),
  },
  'paid-refund': { snapshot: selling({ ...open, live: succeeded({ actions: ['refund', 'done'] }) }) },
  'paid-refund-checking': { snapshot: selling({ ...open, live: succeeded({ refund: refundChecking() }) }) },
  'topped-up-refunded': {
    snapshot: selling({
      ...open,
      live: succeeded({ ...topup, money_amount: '3000', refund: refunded(topup) }),
    }),
  },

  shift: { snapshot: selling(open), keys: ['F9'] },
  'shift-keys': { snapshot: selling(open), keys: ['F9'], then: ['key:F1'] },
  'shift-none': { snapshot: selling(), keys: ['F9'], then: ['key:Escape'], prepare: closed },
  'shift-never': {
    snapshot: selling(),
    keys: ['F9'],
    then: ['key:Escape'],
    refuse: ['readBooks', { code: 'no_such_shift' }],
  },
  'shift-open': {
    snapshot: selling(),
    keys: ['F9'],
    prepare: closed,
    then: ['type:山田', 'shift-float', 'type:30000'],
  },
  'shift-open-problem': {
    snapshot: selling(),
    keys: ['F9'],
    prepare: closed,
    then: ['shift-float', 'type:-5', 'shift-open-confirm'],
    refuse: ['shiftAct', { code: 'float_not_an_amount' }],
  },
  'shift-overdue': {
    snapshot: selling({ shift: shiftOpen({ business_day: '2026-11-19', is_overdue: true }) }),
  },
  'shift-close': { snapshot: selling(open), keys: ['F9'], then: ['key:F10', 'key:Enter'] },
  'shift-close-sure': {
    snapshot: selling(open),
    keys: ['F9'],
    then: ['key:F10', 'type:佐藤', 'shift-counted', 'type:228500', 'key:Enter'],
  },
  'shift-closed': {
    snapshot: selling(),
    keys: ['F9'],
    then: ['key:Escape'],
    prepare: closed,
  },
  'shift-list': { snapshot: selling(open), keys: ['F9'], then: ['shift-list'] },

  reconciling: {
    snapshot: selling(open),
    keys: ['F9'],
    prepare: (host) => (host.reconcile = () => new Promise(() => undefined)),
    then: ['key:F6'],
  },
  reconciliation: { snapshot: selling(open), keys: ['F9'], then: ['key:F6'] },
  'reconciliation-good': {
    snapshot: selling(open),
    keys: ['F9'],
    prepare: (host) => (host.reconciliation = RECONCILED),
    then: ['key:F6'],
  },
  'reconciliation-problem': {
    snapshot: selling(open),
    keys: ['F9'],
    then: ['key:F6'],
    refuse: ['reconcile', { code: 'server_unreachable' }],
  },
  'reconciliation-check': {
    snapshot: selling(open),
    keys: ['F9'],
    prepare: (host) => (host.recheck = { finding: 'found_paid', transaction_id: 'x', amount: '980' }),
    then: ['key:F6', 'key:ArrowDown', 'key:F5'],
  },

  export: { snapshot: selling(open), keys: ['F9'], then: ['key:F8'] },
  'export-range': { snapshot: selling(open), keys: ['F9'], then: ['key:F8', 'export-range'] },
  'export-running': {
    snapshot: selling(open),
    keys: ['F9'],
    prepare: (host) => {
      host.exported = null;
      setInterval(() => host.tellExport({ done: 48_200, total: 100_000 }), 100);
    },
    then: ['key:F8', 'key:Enter'],
  },
  'export-done': { snapshot: selling(open), keys: ['F9'], then: ['key:F8', 'key:Enter'] },
  'export-problem': {
    snapshot: selling(open),
    keys: ['F9'],
    then: ['key:F8', 'key:Enter'],
    refuse: ['startExport', { code: 'disk_full', path: `/media/usb/shift${OPEN_SHIFT}.csv` }],
  },
};
