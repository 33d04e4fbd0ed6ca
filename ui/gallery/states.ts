import type { Language } from '../src/gen/Language';
import type { Snapshot } from '../src/gen/Snapshot';
import {
  NO_CUSTOMER_SCREEN,
  ROWS,
  SETTINGS,
  checking,
  creating,
  ended,
  failed,
  notCreated,
  selling,
  setup,
  succeeded,
  waiting,
} from '../src/examples/snapshots';
import { NO_STAFF } from '../src/examples/staff';
import type { Host } from '../src/ipc/host';
import type { Refusal, SimulatedHost } from '../src/ipc/simulated-host';
import { BILL_PICTURES } from './bill-states';
import { BOOKS_PICTURES } from './books-states';
import { STAFF_PICTURES } from './staff-states';
import { SETUP_PICTURES } from './setup-states';

/** One picture: what the till says, and what staff press before it is taken. */
export interface Picture {
  snapshot: Snapshot;
  /** Keys by their `key` value, pressed one after the other. */
  keys?: string[];
  /** The `data-testid` of what is clicked after the keys. */
  click?: string;
  /** What is done after that, in turn: `key:Enter` presses, `type:text` types, anything else is clicked. */
  then?: string[];
  /** Keys that are pressed once it is taken, under which nothing may move. */
  steady?: string[];
  refuse?: [keyof Host, Refusal];
  /** What else is different in the program behind the window. */
  prepare?: (host: SimulatedHost, language: Language) => void;
}

const topup = { direction: 'topup', amount: '3000' } as const;
const LONG_NOTE = 'ご予約の田中様、お連れ様3名、領収書は株式会社みどり商事宛てでお願いします。'.repeat(3);
/** An amount as it is typed, corrected, refused and turned into a top-up. */
const ENTRY = [...'1200+300*2', 'Backspace', 'Enter', 'F3', ...'50', 'Delete', 'F2', ...'7'];
const tooLarge: Refusal = { code: 'amount_too_large', limit: '500000' };

/** Every state of every screen, by name. */
export const PICTURES: Record<string, Picture> = {
  ...SETUP_PICTURES,
  ...BILL_PICTURES,
  ...BOOKS_PICTURES,
  ...STAFF_PICTURES,
  starting: {
    snapshot: {
      language: 'ja',
      settings: SETTINGS,
      staff: NO_STAFF,
      customer: NO_CUSTOMER_SCREEN,
      is_close_asked: false,
      stage: 'starting',
    },
  },

  'sell-empty': { snapshot: selling({ recent: [] }), steady: ENTRY },
  'sell-payment': { snapshot: selling(), keys: [...'1200'] },
  'sell-topup': { snapshot: selling(), keys: ['F3', ...'3000'] },
  'sell-sum': { snapshot: selling(), keys: [...'1200+300*2'] },
  'sell-long-sum': { snapshot: selling(), keys: [...'128000+300*24+15800+2980*3+1200'] },
  'sell-problem': {
    snapshot: selling(),
    keys: [...'900000', 'Enter'],
    refuse: ['readAmount', tooLarge],
    steady: ENTRY,
  },
  'sell-real': { snapshot: selling({}, { environment: 'production' }), keys: [...'98000'] },
  'sell-not-created': { snapshot: selling({ live: notCreated({ kind: 'no_answer' }) }) },
  'sell-refused': {
    snapshot: selling({
      live: notCreated({
        kind: 'refused',
        status: 422,
        error_type: 'shop_user_not_found',
        error_message: '店舗が見つかりません',
      }),
    }),
  },
  'sell-offline': {
    snapshot: selling({ connection: { state: 'offline', since: '2026-11-20T05:29:00Z' } }),
    keys: [...'1200'],
  },
  'sell-notices': {
    snapshot: selling({
      connection: { state: 'reconnecting', since: '2026-11-20T05:29:00Z' },
      parked: [checking('silence', { number: 'A-0035', amount: '2100' })],
      notices: [
        { kind: 'clock_off', seconds: -94 },
        { kind: 'journal_trouble' },
        { kind: 'parked_settled', number: 'A-0040', outcome: 'succeeded' },
      ],
    }),
  },
  'sell-parked': {
    snapshot: selling({
      parked: [
        checking('silence', { number: 'A-0035', amount: '2100' }),
        checking('undecided', { ...topup, number: 'A-0034' }),
      ],
    }),
    click: 'parked',
  },
  'confirm-cash': { snapshot: selling(), keys: ['F3', ...'3000', 'Enter'] },

  'sell-customer-lost': {
    snapshot: selling({}, { customer: { place: 'lost', language: 'ja', monitors: [] } }),
  },
  'customer-dialog': { snapshot: selling(), click: 'customer-screen-button' },
  'customer-dialog-framed': {
    snapshot: selling({}, { customer: { place: 'in_frame', language: 'en', monitors: [] } }),
    click: 'customer-screen-button',
  },

  creating: { snapshot: selling({ live: creating() }) },
  waiting: { snapshot: selling({ live: waiting() }) },
  'waiting-real': {
    snapshot: selling({ live: waiting({ note: '常連さん' }) }, { environment: 'production' }),
  },
  'waiting-topup': { snapshot: selling({ live: waiting(topup) }) },
  'waiting-last-minute': {
    snapshot: selling({ live: waiting({ expires_in_ms: 42_000, amount: '12345678', note: LONG_NOTE }) }),
  },
  'waiting-escape': { snapshot: selling({ live: waiting() }), keys: ['Escape'] },
  'waiting-amend-refused': {
    snapshot: selling({
      live: waiting(),
      notices: [{ kind: 'amend_refused', number: 'A-0042', error_type: 'account_transfer_limit_exceeded' }],
    }),
  },
  'confirm-close-kiosk': { snapshot: setup({ is_close_asked: true }) },
  'confirm-close': { snapshot: selling({ live: waiting() }, { is_close_asked: true }) },
  amend: { snapshot: selling({ live: waiting() }), keys: ['F6', ...'980'] },
  'checking-silence': {
    snapshot: selling({
      live: checking('silence', { actions: ['check_now', 'cancel', 'park'], checking_for_ms: 12_000 }),
      connection: { state: 'offline', since: '2026-11-20T05:29:00Z' },
    }),
  },
  'checking-topup': { snapshot: selling({ live: checking('canceling', topup) }) },
  'checking-expired': { snapshot: selling({ live: checking('expiring', { expires_in_ms: 0 }) }) },

  paid: { snapshot: selling({ live: succeeded() }) },
  'paid-points': {
    snapshot: selling({ live: succeeded({ money_amount: '900', point_amount: '300', note: '常連さん' }) }),
  },
  'paid-difference': { snapshot: selling({ live: succeeded({ shown_amount: '980', after_restart: true }) }) },
  'topped-up': { snapshot: selling({ live: succeeded({ ...topup, money_amount: '3000' }) }) },
  'failed-balance': { snapshot: selling({ live: failed('account_balance_not_enough') }) },
  'failed-topup': { snapshot: selling({ live: failed('account_balance_exceeded', topup) }) },
  'failed-unknown': {
    snapshot: selling({
      live: failed('brand_new_error', { error_message: 'この操作は現在ご利用いただけません。' }),
    }),
  },
  'failed-unresolved': { snapshot: selling({ live: failed('unresolved', { actions: ['done'] }) }) },
  canceled: { snapshot: selling({ live: ended('canceled') }) },
  'canceled-topup': { snapshot: selling({ live: ended('canceled', topup) }) },
  expired: { snapshot: selling({ live: ended('expired') }) },
  'expired-topup': { snapshot: selling({ live: ended('expired', topup) }) },
  'many-rows': {
    snapshot: selling({
      recent: Array.from({ length: 20 }, (_, index) => ({
        ...(ROWS[index % ROWS.length] ?? fail()),
        number: `A-${String(99 - index).padStart(4, '0')}`,
      })),
    }),
  },
};

function fail(): never {
  throw new Error('the example rows are empty');
}
