/**
 * What staff see when one of our own requests comes to nothing: a headline to recognise it by, what to say to the customer
 * where one stands there, and one next key. The sentence itself is in `problem.ts`, `books.ts`, `printing.ts`, `refund.ts`.
 */

import type { BooksProblem } from '../gen/BooksProblem';
import type { CreateProblem } from '../gen/CreateProblem';
import type { NotCarriedOut } from '../gen/NotCarriedOut';
import type { PrintProblem } from '../gen/PrintProblem';
import type { RefundRefusal } from '../gen/RefundRefusal';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { Trouble } from '../gen/Trouble';
import type { Problem } from '../ipc/host';
import { m } from '../words/messages';

/** The one key that leads on, and what it does. */
export interface NextStep {
  key: string;
  words: () => string;
}

/** How a failure is told. */
export interface Guidance {
  headline: () => string;
  /** What to say to the customer; null where none is concerned. */
  say: (() => string) | null;
  next: NextStep;
}

const NEXT = {
  retype: { key: '0–9', words: m.next_retype },
  again: { key: 'Enter', words: m.next_again },
  note: { key: 'F4', words: m.next_note },
  split: { key: 'S', words: m.next_split },
  look: { key: 'F5', words: m.next_look },
  back: { key: 'Esc', words: m.next_back },
  rest: { key: 'G', words: m.next_rest },
  history: { key: 'F7', words: m.next_history },
  shift: { key: 'F9', words: m.next_shift },
  print: { key: 'P', words: m.next_print },
  refund: { key: 'R', words: m.next_refund },
} satisfies Record<string, NextStep>;

const tell = (headline: () => string, say: Guidance['say'], next: NextStep): Guidance => ({
  headline,
  say,
  next,
});

/** What Esc does everywhere but on a tray. */
export const STEP_BACK: NextStep = NEXT.back;
/** Asks the server now, where a tray is on the screen. */
export const LOOK_NOW: NextStep = NEXT.look;

/** The next key of a guidance where only some keys are heard: its own if it is one of them, else that place's. */
export function nextStep(guidance: Guidance, heard: readonly string[], otherwise: NextStep): NextStep {
  return heard.includes(guidance.next.key) ? guidance.next : otherwise;
}

const AMOUNT = tell(m.guide_amount, null, NEXT.retype);
const RECORD = tell(m.guide_record, m.say_wait, NEXT.again);
const STALE = tell(m.guide_stale, null, NEXT.look);
const BROKEN = tell(m.guide_broken, m.say_wait, NEXT.again);
const CLOSING = tell(m.guide_closing, null, NEXT.back);

/** An amount over the limit where a sale is only amended: there is nothing to split, and no customer to tell. */
export const OVER_LIMIT: Guidance = tell(m.failed_transfer_limit, null, NEXT.retype);

const PROBLEMS: Record<Problem['code'], Guidance> = {
  amount_empty: AMOUNT,
  amount_not_a_number: AMOUNT,
  amount_zero: AMOUNT,
  amount_negative: AMOUNT,
  amount_has_fraction: AMOUNT,
  amount_too_large: tell(m.failed_transfer_limit, m.say_transfer_limit, NEXT.split),
  amount_over_rest: AMOUNT,
  amount_not_lower: AMOUNT,
  bill_open: tell(m.guide_bill_open, m.say_wait, NEXT.rest),
  note_too_long: tell(m.guide_note, null, NEXT.note),
  topup_not_permitted: tell(m.guide_topup_not_permitted, m.say_topup_not_permitted, {
    key: 'F2',
    words: m.next_payment,
  }),
  sale_in_progress: tell(m.guide_sale_in_progress, m.say_wait, NEXT.look),
  not_possible_now: STALE,
  reason_missing: tell(m.guide_reason, null, NEXT.again),
  reason_too_long: tell(m.guide_reason, null, NEXT.again),
  not_refundable: tell(m.guide_not_refundable, m.say_not_refundable, NEXT.back),
  refund_under_way: tell(m.guide_refund_under_way, m.say_already_used, NEXT.look),
  already_refunded: tell(m.guide_already_refunded, m.say_already_refunded, NEXT.back),
  journal_unavailable: RECORD,
  closing: CLOSING,
  nothing_to_scan: tell(m.guide_no_qr, null, NEXT.back),
  practice_not_running: BROKEN,
  no_qr: tell(m.guide_no_qr, null, NEXT.back),
  cannot_write: tell(m.guide_file, null, NEXT.again),
  approval_needed: tell(m.guide_approval, m.say_wait, NEXT.again),
  staff_locked: tell(m.guide_locked, m.say_wait, NEXT.again),
  unexpected: BROKEN,
};

const CREATE: Record<CreateProblem['kind'], Guidance> = {
  unreachable: tell(m.guide_offline, m.say_offline, NEXT.again),
  tls: tell(m.guide_untrusted, m.say_shop_setup, NEXT.again),
  no_answer: tell(m.guide_no_answer, m.say_wait, NEXT.again),
  busy: tell(m.failed_busy, m.say_wait, NEXT.again),
  unusable_answer: tell(m.guide_no_answer, m.say_wait, NEXT.again),
  wrong_tray: tell(m.guide_wrong_tray, m.say_shop_setup, NEXT.back),
  clock_wrong: tell(m.guide_clock, m.say_shop_setup, NEXT.again),
  refused: tell(m.guide_refused, m.say_shop_setup, NEXT.again),
  abandoned: tell(m.guide_left, null, NEXT.again),
  interrupted: tell(m.guide_left, m.say_wait, NEXT.again),
};

const REFUNDS: Record<RefundRefusal, Guidance> = {
  not_permitted: tell(m.refund_refused, m.say_refund_by_issuer, NEXT.back),
  already_spent: tell(m.refund_refused, m.say_refund_manager, NEXT.back),
  shop_balance_too_low: tell(m.refund_refused, m.say_refund_manager, NEXT.back),
  transaction_not_found: tell(m.refund_refused, m.say_refund_by_issuer, NEXT.back),
  not_refundable: tell(m.refund_refused, m.say_refund_by_issuer, NEXT.back),
  wallet_closed: tell(m.refund_refused, m.say_refund_by_issuer, NEXT.back),
  other: tell(m.refund_refused, m.say_refund_manager, NEXT.back),
};

const NO_REFUND = tell(m.refund_not_carried_out, m.say_wait, NEXT.refund);
const NOT_CARRIED_OUT: Record<NotCarriedOut, Guidance> = {
  unreachable: NO_REFUND,
  tls: tell(m.refund_not_carried_out, m.say_refund_manager, NEXT.refund),
  no_answer: NO_REFUND,
  busy: NO_REFUND,
  unusable_answer: NO_REFUND,
  clock_wrong: tell(m.refund_not_carried_out, m.say_refund_manager, NEXT.refund),
  interrupted: NO_REFUND,
  journal_unavailable: tell(m.refund_not_carried_out, m.say_refund_manager, NEXT.refund),
  never_arrived: NO_REFUND,
};

const NO_SLIP = tell(m.guide_no_slip, m.say_no_slip, NEXT.print);
const SLIPS: Record<Trouble, Guidance> = {
  absent: NO_SLIP,
  off: NO_SLIP,
  not_permitted: NO_SLIP,
  busy: NO_SLIP,
  cover_open: NO_SLIP,
  out_of_paper: NO_SLIP,
  fault: NO_SLIP,
  silent: NO_SLIP,
  interrupted: NO_SLIP,
  unconfirmed: tell(m.guide_slip_unsure, m.say_wait, NEXT.print),
  stopped_halfway: NO_SLIP,
};

const PRINTER = tell(m.guide_printer, null, NEXT.again);
const PRINTING: Record<PrintProblem['code'], Guidance> = {
  no_printer: tell(m.guide_no_slip, m.say_no_slip, NEXT.back),
  queue_full: NO_SLIP,
  address_missing: PRINTER,
  host_unreadable: PRINTER,
  port_unreadable: PRINTER,
  no_such_sale: STALE,
  nothing_to_print: tell(m.guide_no_slip, m.say_no_slip_needed, NEXT.back),
  no_such_shift: STALE,
  journal_unavailable: RECORD,
  closing: CLOSING,
};

const BOOKS_AGAIN = tell(m.guide_books, null, NEXT.look);
const FILE = tell(m.guide_file, null, NEXT.again);
const BOOKS: Record<BooksProblem['code'], Guidance> = {
  from_after_to: tell(m.guide_time, null, NEXT.again),
  not_a_time: tell(m.guide_time, null, NEXT.again),
  no_such_sale: tell(m.guide_books, null, NEXT.history),
  no_such_shift: tell(m.guide_books, null, NEXT.shift),
  journal_unavailable: BOOKS_AGAIN,
  server_unreachable: tell(m.guide_offline, null, NEXT.look),
  server_refused: tell(m.guide_refused, null, NEXT.look),
  list_too_long: BOOKS_AGAIN,
  cannot_write: FILE,
  disk_full: FILE,
  report_of_shift_only: FILE,
  already_exporting: FILE,
  export_canceled: FILE,
  closing: CLOSING,
};

const SHIFT_FIELD = tell(m.guide_shift_field, null, NEXT.again);
const SHIFTS: Record<ShiftProblem['code'], Guidance> = {
  shift_open: tell(m.guide_shift, null, NEXT.shift),
  shift_not_open: tell(m.guide_shift, null, NEXT.shift),
  float_not_an_amount: SHIFT_FIELD,
  counted_not_an_amount: SHIFT_FIELD,
  name_too_long: SHIFT_FIELD,
  carried_by_missing: SHIFT_FIELD,
  unsettled: tell(m.guide_unsettled, null, NEXT.look),
  journal_unavailable: RECORD,
  closing: CLOSING,
};

/** A failure's own guidance, or that of a broken call for a code of a newer till. */
const find =
  <Code extends string>(table: Record<Code, Guidance>, fallback: Guidance) =>
  (code: Code | 'unexpected'): Guidance =>
    Object.hasOwn(table, code) ? table[code as Code] : fallback;

/** Why a key did nothing. */
export const guideProblem = find(PROBLEMS, BROKEN);
/** Why no QR could be shown. */
export const guideCreate = find(CREATE, BROKEN);
/** Why the server refused a refund. */
export const guideRefundRefusal = find(REFUNDS, BROKEN);
/** Why a refund surely was not carried out. */
export const guideNotCarriedOut = find(NOT_CARRIED_OUT, BROKEN);
/** Why a slip did not come out. */
export const guideTrouble = find(SLIPS, NO_SLIP);
/** Why nothing was printed, or the printer's settings were not taken. */
export const guidePrint = find(PRINTING, BROKEN);
/** Why the books have no answer. */
export const guideBooks = find(BOOKS, BROKEN);
/** Why nothing was done with a shift. */
export const guideShift = find(SHIFTS, BROKEN);
/** Why the till could not be made ready. Nobody is served yet. */
export const SETUP_GUIDANCE: Guidance = tell(m.guide_setup, null, NEXT.again);
