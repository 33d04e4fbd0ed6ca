import { describe, it } from 'vitest';
import type { BooksProblem } from '../gen/BooksProblem';
import type { Recheck } from '../gen/Recheck';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { TimelineCause } from '../gen/TimelineCause';
import type { TimelineItem } from '../gen/TimelineItem';
import { booksProblemWords, shiftProblemWords } from './books';
import { guideBooks, guideShift } from './guidance';
import { causeWords, recheckWords, timelineWords } from './history';
import { guided, inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const BOOKS: { [Code in BooksProblem['code']]: Extract<BooksProblem, { code: Code }> } = {
  from_after_to: { code: 'from_after_to' },
  not_a_time: { code: 'not_a_time', text: 'soon' },
  no_such_sale: { code: 'no_such_sale', number: 'A-0042' },
  no_such_shift: { code: 'no_such_shift' },
  journal_unavailable: { code: 'journal_unavailable' },
  server_unreachable: { code: 'server_unreachable' },
  server_refused: { code: 'server_refused', error_type: 'forbidden', error_message: '' },
  list_too_long: { code: 'list_too_long' },
  cannot_write: { code: 'cannot_write', path: '/x.csv' },
  disk_full: { code: 'disk_full', path: '/x.csv' },
  report_of_shift_only: { code: 'report_of_shift_only' },
  already_exporting: { code: 'already_exporting' },
  export_canceled: { code: 'export_canceled' },
  closing: { code: 'closing' },
};
const SHIFT: { [Code in ShiftProblem['code']]: Extract<ShiftProblem, { code: Code }> } = {
  shift_open: { code: 'shift_open', shift: 37 },
  shift_not_open: { code: 'shift_not_open' },
  float_not_an_amount: { code: 'float_not_an_amount' },
  counted_not_an_amount: { code: 'counted_not_an_amount' },
  name_too_long: { code: 'name_too_long', limit: 60 },
  carried_by_missing: { code: 'carried_by_missing' },
  unsettled: { code: 'unsettled', numbers: ['A-0042'] },
  journal_unavailable: { code: 'journal_unavailable' },
  closing: { code: 'closing' },
};
const RECHECKS: { [Finding in Recheck['finding']]: Extract<Recheck, { finding: Finding }> } = {
  followed: { finding: 'followed' },
  same: { finding: 'same' },
  found_paid: { finding: 'found_paid', transaction_id: 'x', amount: '1' },
  not_paid_there: { finding: 'not_paid_there' },
  amount_differs: { finding: 'amount_differs', here: '1', there: '2' },
  unanswered: { finding: 'unanswered' },
  refunded_there: { finding: 'refunded_there' },
};
const at = '2026-11-20T05:30:12Z';
const TIMELINE: { [Event in TimelineItem['event']]: Extract<TimelineItem, { event: Event }> } = {
  begun: { at, event: 'begun', amount: '1' },
  abandoned: { at, event: 'abandoned' },
  opened: { at, event: 'opened', cashtray_id: 'x', amount: '1', expires_at: at },
  opened_unfit: { at, event: 'opened_unfit', cashtray_id: 'x' },
  not_opened: { at, event: 'not_opened', problem: { kind: 'busy' } },
  cancel_asked: { at, event: 'cancel_asked', cause: 'staff' },
  amend_asked: { at, event: 'amend_asked', amount: '1' },
  extend_asked: { at, event: 'extend_asked' },
  confirmed: { at, event: 'confirmed', amount: '1', expires_at: at },
  attempt_seen: { at, event: 'attempt_seen', error_type: 'account_not_found' },
  succeeded: { at, event: 'succeeded', transaction_id: 'x', amount: '1' },
  failed: { at, event: 'failed', error_type: 'account_not_found', error_message: '' },
  canceled: { at, event: 'canceled' },
  expired: { at, event: 'expired' },
  parked: { at, event: 'parked' },
  acknowledged: { at, event: 'acknowledged' },
  adopted: { at, event: 'adopted', transaction_id: 'x', amount: '1' },
  not_in_list: { at, event: 'not_in_list' },
  found_paid: { at, event: 'found_paid', transaction_id: 'x', amount: '1' },
};
const TIMELINE_CAUSES: Record<TimelineCause, true> = {
  staff: true,
  abandoned: true,
  wrong_tray: true,
  amend_unanswered: true,
  unreliable: true,
};

describe('everything_about_the_books_has_words_in_both_languages', () => {
  it.each(keys(BOOKS))('books %s', (code) => inBoth(() => booksProblemWords(BOOKS[code])));
  it.each(keys(SHIFT))('shift %s', (code) => inBoth(() => shiftProblemWords(SHIFT[code])));
  it.each(keys(RECHECKS))('recheck %s', (finding) =>
    inBoth(() => recheckWords(RECHECKS[finding], 'P').words),
  );
  it.each(keys(TIMELINE))('timeline %s', (event) => inBoth(() => timelineWords(TIMELINE[event], 'P')));
  it.each(keys(TIMELINE_CAUSES))('cause %s', (cause) => inBoth(() => causeWords(cause)));
});

describe('every_refusal_of_the_books_has_a_headline_and_one_next_key', () => {
  it.each(keys(BOOKS))('books %s', (code) => guided(guideBooks(code)));
  it.each(keys(SHIFT))('shift %s', (code) => guided(guideShift(code)));
});
