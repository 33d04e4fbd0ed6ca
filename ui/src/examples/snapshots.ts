/** Snapshots as the till would send them, for tests and the gallery. The product never imports this. */

import type { BillView } from '../gen/BillView';
import type { CheckingReason } from '../gen/CheckingReason';
import type { CreateProblem } from '../gen/CreateProblem';
import type { CustomerDisplayView } from '../gen/CustomerDisplayView';
import type { PracticeCustomer } from '../gen/PracticeCustomer';
import type { SaleRow } from '../gen/SaleRow';
import type { SaleView } from '../gen/SaleView';
import type { SettingsView } from '../gen/SettingsView';
import type { ShiftView } from '../gen/ShiftView';
import type { Snapshot } from '../gen/Snapshot';
import type { TillView } from '../gen/TillView';
import type { Selling } from '../state/till.svelte';
import { EXAMPLE_QR } from './qr';
import newMachine from '../gen/NewMachine.json';
import { NO_STAFF } from './staff';
import { OPEN_SHIFT } from './trade';

/** A machine that was just installed, as the program describes it; `cargo test` writes the file. */
export const SETTINGS = newMachine as SettingsView;

/** A window before the till sells. */
export type SetupStage = Extract<Snapshot, { stage: 'setup' }>;

/** A machine with one monitor. */
export const NO_CUSTOMER_SCREEN: CustomerDisplayView = { place: 'nowhere', language: 'ja', monitors: [] };

/** The first window of a machine on which nothing is connected. */
export const setup = (more: Partial<SetupStage> = {}): SetupStage => ({
  language: 'ja',
  customer: NO_CUSTOMER_SCREEN,
  settings: SETTINGS,
  staff: NO_STAFF,
  is_close_asked: false,
  stage: 'setup',
  problem: null,
  profiles: [],
  connecting: null,
  machine: { monitors: 1, printer: null },
  ...more,
});

const AT = '2026-11-20T05:30:12Z';

type State<Name extends SaleView['state']> = Extract<SaleView, { state: Name }>;
type Common = Pick<SaleView, 'number' | 'direction' | 'amount' | 'note' | 'started_at' | 'bill' | 'actions'>;

const common = (actions: SaleView['actions']): Common => ({
  number: 'A-0042',
  direction: 'payment',
  amount: '1200',
  note: '',
  started_at: AT,
  bill: null,
  actions,
});

export const creating = (more: Partial<Common> = {}): State<'creating'> => ({
  ...common(['cancel']),
  state: 'creating',
  ...more,
});

export const waiting = (more: Partial<State<'waiting'>> = {}): State<'waiting'> => ({
  ...common(['cancel', 'amend', 'extend', 'check_now']),
  state: 'waiting',
  expires_in_ms: 287_000,
  ...more,
});

export const checking = (
  reason: CheckingReason,
  more: Partial<State<'checking'>> = {},
): State<'checking'> => ({
  ...common(['check_now', 'cancel']),
  state: 'checking',
  reason,
  checking_for_ms: 1200,
  expires_in_ms: 214_000,
  ...more,
});

export const succeeded = (more: Partial<State<'succeeded'>> = {}): State<'succeeded'> => ({
  ...common(['done']),
  state: 'succeeded',
  transaction_id: '3f8a7c12-41d0-4f0e-9c1b-7a2b5d9e41f0',
  done_at: '2026-11-20T05:30:31Z',
  customer: '田●●子',
  money_amount: '1200',
  point_amount: '0',
  shown_amount: null,
  scanned_first: null,
  twice_of: null,
  after_restart: false,
  refund: null,
  ...more,
});

export const failed = (error_type: string, more: Partial<State<'failed'>> = {}): State<'failed'> => ({
  ...common(['new_qr', 'done']),
  state: 'failed',
  error_type,
  error_message: '',
  after_restart: false,
  ...more,
});

export const ended = (
  state: 'canceled' | 'expired',
  more: Partial<Common> = {},
): State<'canceled' | 'expired'> => ({
  ...common(['new_qr', 'done']),
  state,
  after_restart: false,
  ...more,
});

export const notCreated = (problem: CreateProblem, more: Partial<Common> = {}): State<'not_created'> => ({
  ...common(['new_qr', 'done']),
  state: 'not_created',
  problem,
  note: '常連さん',
  ...more,
});

/** A payment of 120,000 in parts of 50,000, of which the first is settled. */
export const bill = (more: Partial<BillView> = {}): BillView => ({
  number: 3,
  direction: 'payment',
  total: '120000',
  note: '',
  settled_amount: '50000',
  open_amount: '70000',
  settled: [{ number: 'A-0041', amount: '50000' }],
  open_parts: ['50000', '20000'],
  under_way: null,
  state: 'next',
  ...more,
});

/** A payment for which the wallet held too little. */
export const poorBill = (more: Partial<BillView> = {}): BillView =>
  bill({
    total: '1200',
    settled_amount: '0',
    open_amount: '1200',
    settled: [],
    open_parts: ['1200'],
    state: 'topup_first',
    ...more,
  });

const row = (number: string, state: SaleRow['state'], more: Partial<SaleRow> = {}): SaleRow => ({
  number,
  direction: 'payment',
  amount: '1200',
  at: AT,
  state,
  error_type: null,
  customer: null,
  transaction_last4: null,
  refund: null,
  actions: [],
  ...more,
});

export const ROWS: SaleRow[] = [
  row('A-0041', 'succeeded', { amount: '3480', customer: '佐●●郎', transaction_last4: '9c1b' }),
  row('A-0040', 'succeeded', { direction: 'topup', amount: '10000', transaction_last4: '41f0' }),
  row('A-0039', 'failed', { amount: '128000', error_type: 'account_balance_not_enough' }),
  row('A-0038', 'canceled'),
  row('A-0037', 'expired', { amount: '560' }),
  row('A-0036', 'not_created', { amount: '780', error_type: 'unreachable' }),
  row('A-0035', 'open', { amount: '2100' }),
];

/** The shift of the example books, opened with name and float. */
export const shiftOpen = (more: Partial<ShiftView> = {}): ShiftView => ({
  number: OPEN_SHIFT,
  business_day: '2026-11-20',
  opened_at: '2026-11-19T23:45:00Z',
  opened_by: '山田',
  float: '30000',
  is_overdue: false,
  unsettled: [],
  ...more,
});

export const CUSTOMERS: PracticeCustomer[] = [
  { key: 'rich', name: '富田 ゆたか', money_balance: '50000', point_balance: '0' },
  { key: 'poor', name: '小林 さとし', money_balance: '120', point_balance: '0' },
  { key: 'nearly_full', name: '満島 みちる', money_balance: '99500', point_balance: '0' },
  { key: 'suspended', name: '停田 とまる', money_balance: '8000', point_balance: '0' },
  { key: 'without_wallet', name: '無川 なし', money_balance: null, point_balance: null },
  { key: 'points', name: '点野 ポイ子', money_balance: '3000', point_balance: '800' },
];

/** A till that sells in practice mode; `till` and the rest may be changed in part. */
export function selling(
  till: Partial<TillView> = {},
  more: Partial<
    Pick<
      Selling,
      | 'language'
      | 'settings'
      | 'staff'
      | 'customer'
      | 'environment'
      | 'printer'
      | 'qr'
      | 'is_close_asked'
      | 'certificate'
    >
  > = {},
): Selling {
  const live = till.live ?? null;
  return {
    language: 'ja',
    customer: NO_CUSTOMER_SCREEN,
    settings: SETTINGS,
    staff: NO_STAFF,
    stage: 'selling',
    environment: 'practice',
    qr: live?.state === 'waiting' ? EXAMPLE_QR : null,
    is_close_asked: false,
    certificate: null,
    printer: null,
    till: {
      revision: 1,
      shop: {
        name: 'みどり商店',
        money_name: 'みどりマネー',
        unit: '円',
        transfer_limit: '500000',
        can_topup: true,
      },
      connection: { state: 'connected', since: AT },
      live,
      bill: null,
      parked: [],
      shift: null,
      recent: ROWS,
      refunds: [],
      notices: [],
      ...till,
    },
    ...more,
  };
}
