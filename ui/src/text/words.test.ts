import { afterEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../gen/AuditEntry';
import type { BooksProblem } from '../gen/BooksProblem';
import type { CertificateUrgency } from '../gen/CertificateUrgency';
import type { Check } from '../gen/Check';
import type { CheckProblem } from '../gen/CheckProblem';
import type { CheckingReason } from '../gen/CheckingReason';
import type { CreateProblem } from '../gen/CreateProblem';
import type { Environment } from '../gen/Environment';
import type { NotCarriedOut } from '../gen/NotCarriedOut';
import type { Recheck } from '../gen/Recheck';
import type { PrintProblem } from '../gen/PrintProblem';
import type { ReconciliationCause } from '../gen/ReconciliationCause';
import type { ReconciliationClass } from '../gen/ReconciliationClass';
import type { ReconciliationStep } from '../gen/ReconciliationStep';
import type { RefundCheckingReason } from '../gen/RefundCheckingReason';
import type { RefundMarkState } from '../gen/RefundMarkState';
import type { RefundOutcome } from '../gen/RefundOutcome';
import type { RefundRefusal } from '../gen/RefundRefusal';
import type { SettingsProblem } from '../gen/SettingsProblem';
import type { SetupProblem } from '../gen/SetupProblem';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { StaffProblem } from '../gen/StaffProblem';
import type { TimelineCause } from '../gen/TimelineCause';
import type { TimelineItem } from '../gen/TimelineItem';
import type { TlsProblemView } from '../gen/TlsProblemView';
import type { Trouble } from '../gen/Trouble';
import type { Problem } from '../ipc/host';
import { useLanguage } from '../state/language.svelte';
import { ATTEMPT_ERROR_TYPES } from './attempt-error-types';
import { adviceFor, isKnown } from './attempt-error';
import documented from './attempt-errors.fixture.json';
import { auditWords } from './audit';
import { booksProblemWords, shiftProblemWords } from './books';
import {
  guideBooks,
  guideCreate,
  guideNotCarriedOut,
  guidePrint,
  guideProblem,
  guideRefundRefusal,
  guideShift,
  guideTrouble,
  SETUP_GUIDANCE,
  type Guidance,
} from './guidance';
import { causeWords, recheckWords, timelineWords } from './history';
import { printProblemWords, troubleWords } from './printing';
import { createProblemWords, createReasonWords, problemWords } from './problem';
import { causeOfRowWords, classWord, stepWords } from './reconciliation';
import {
  notCarriedOutWords,
  refundCheckingWords,
  refundHandWords,
  refundOutcomeWord,
  refundRecordWords,
  refundRefusalWords,
  refundStateWord,
} from './refund';
import { checkingWords } from './sale';
import { settingsProblemWords, TOLD } from './settings';
import { rightWord, RIGHTS, staffProblemWords } from './staff';
import { checkName, checkProblemWords, fineWords } from './setup-check';
import { setupProblemWords, stepProblemWords } from './setup-problem';
import { certificateWords } from './certificate';
import { environmentWord } from './environment';
import { tlsWords } from './tls';

afterEach(() => useLanguage('ja'));

/** The sentence in both languages; neither may be missing, and the English one has no Japanese in it. */
function inBoth(words: () => string): void {
  useLanguage('ja');
  const japanese = words();
  useLanguage('en');
  const english = words();
  expect(japanese).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  expect(english).toMatch(/[a-z]/i);
  expect(english).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const PROBLEMS: { [Code in Problem['code']]: Extract<Problem, { code: Code }> } = {
  amount_empty: { code: 'amount_empty' },
  amount_not_a_number: { code: 'amount_not_a_number' },
  amount_zero: { code: 'amount_zero' },
  amount_negative: { code: 'amount_negative' },
  amount_has_fraction: { code: 'amount_has_fraction' },
  amount_too_large: { code: 'amount_too_large', limit: '500000' },
  amount_over_rest: { code: 'amount_over_rest', rest: '700' },
  amount_not_lower: { code: 'amount_not_lower', rest: '1200' },
  bill_open: { code: 'bill_open' },
  note_too_long: { code: 'note_too_long', limit: 180, length: 201 },
  topup_not_permitted: { code: 'topup_not_permitted' },
  sale_in_progress: { code: 'sale_in_progress' },
  not_possible_now: { code: 'not_possible_now' },
  reason_missing: { code: 'reason_missing' },
  reason_too_long: { code: 'reason_too_long', limit: 200, length: 201 },
  not_refundable: { code: 'not_refundable' },
  refund_under_way: { code: 'refund_under_way' },
  already_refunded: { code: 'already_refunded' },
  journal_unavailable: { code: 'journal_unavailable' },
  closing: { code: 'closing' },
  nothing_to_scan: { code: 'nothing_to_scan' },
  practice_not_running: { code: 'practice_not_running' },
  no_qr: { code: 'no_qr' },
  cannot_write: { code: 'cannot_write' },
  approval_needed: { code: 'approval_needed', right: 'refund' },
  staff_locked: { code: 'staff_locked' },
  unexpected: { code: 'unexpected' },
};
const refused = (error_type: string): CreateProblem => ({
  kind: 'refused',
  status: 422,
  error_type,
  error_message: '',
});
const CREATE_PROBLEMS: Record<CreateProblem['kind'], CreateProblem> = {
  unreachable: { kind: 'unreachable' },
  tls: { kind: 'tls', problem: { tls: 'unknown_issuer' } },
  no_answer: { kind: 'no_answer' },
  busy: { kind: 'busy' },
  unusable_answer: { kind: 'unusable_answer' },
  wrong_tray: { kind: 'wrong_tray' },
  clock_wrong: { kind: 'clock_wrong' },
  refused: refused('shop_user_not_found'),
  abandoned: { kind: 'abandoned' },
  interrupted: { kind: 'interrupted' },
};
const clocks = { ended_at: '2026-11-19T03:00:00Z', clock: '2026-11-20T06:56:43Z' };
const TLS_PROBLEMS: { [Tls in TlsProblemView['tls']]: Extract<TlsProblemView, { tls: Tls }> } = {
  expired: { tls: 'expired', ...clocks },
  not_yet_valid: { tls: 'not_yet_valid', begins_at: clocks.ended_at, clock: clocks.clock },
  wrong_name: { tls: 'wrong_name' },
  unknown_issuer: { tls: 'unknown_issuer' },
  self_signed: { tls: 'self_signed' },
  revoked: { tls: 'revoked' },
  not_tls: { tls: 'not_tls' },
  handshake_cut: { tls: 'handshake_cut' },
  client_certificate_missing: { tls: 'client_certificate_missing' },
  client_certificate_refused: { tls: 'client_certificate_refused' },
  client_certificate_expired: { tls: 'client_certificate_expired' },
  protocol_too_old: { tls: 'protocol_too_old' },
  other: { tls: 'other' },
};
const SETUP: { [Code in SetupProblem['code']]: Extract<SetupProblem, { code: Code }> } = {
  practice_did_not_start: { code: 'practice_did_not_start' },
  data_directory: { code: 'data_directory' },
  journal: { code: 'journal' },
  already_running: { code: 'already_running' },
  busy: { code: 'busy' },
  not_possible_now: { code: 'not_possible_now' },
  sale_open: { code: 'sale_open' },
  profile_gone: { code: 'profile_gone' },
  profile_damaged: { code: 'profile_damaged' },
  key_store_missing: { code: 'key_store_missing' },
  key_store_locked: { code: 'key_store_locked' },
  key_store_denied: { code: 'key_store_denied' },
  key_store_slow: { code: 'key_store_slow' },
  key_store_failed: { code: 'key_store_failed', reason: 'no such interface' },
  keys_gone: { code: 'keys_gone' },
  keys_damaged: { code: 'keys_damaged' },
  keys_not_kept: { code: 'keys_not_kept' },
  keys_of_another_shop: { code: 'keys_of_another_shop' },
  keys_unusable: { code: 'keys_unusable', reason: 'no such interface' },
  passphrase_missing: { code: 'passphrase_missing' },
  passphrase_too_short: { code: 'passphrase_too_short', least: 10 },
  passphrase_wrong: { code: 'passphrase_wrong' },
  file_unreadable: { code: 'file_unreadable', path: '/home/till/config.ini' },
  file_other_kind: { code: 'file_other_kind', path: '/home/till/config.ini' },
  config_not_text: { code: 'config_not_text' },
  config_line: { code: 'config_line', line: 7 },
  config_twice: { code: 'config_twice', line: 7, key: 'CLIENT_SECRET' },
  config_nothing_known: { code: 'config_nothing_known' },
  certificate_not_named: { code: 'certificate_not_named' },
  certificate_missing: { code: 'certificate_missing' },
  key_missing: { code: 'key_missing' },
  certificate_and_key_swapped: { code: 'certificate_and_key_swapped' },
  key_password_missing: { code: 'key_password_missing' },
  key_password_wrong: { code: 'key_password_wrong' },
  key_old_protection: { code: 'key_old_protection' },
  certificate_damaged: { code: 'certificate_damaged' },
  key_unsupported: { code: 'key_unsupported' },
  key_mismatch: { code: 'key_mismatch' },
  ca_unusable: { code: 'ca_unusable' },
  client_id_missing: { code: 'client_id_missing' },
  client_id_malformed: { code: 'client_id_malformed' },
  client_secret_missing: { code: 'client_secret_missing' },
  client_secret_malformed: { code: 'client_secret_malformed' },
  client_secret_length: { code: 'client_secret_length', length: 31 },
  base_url_missing: { code: 'base_url_missing' },
  base_url_malformed: { code: 'base_url_malformed' },
  till_code_malformed: { code: 'till_code_malformed' },
  till_taken: { code: 'till_taken' },
};
const CHECKS: Record<Check, string> = {
  keys: '',
  certificate: '2027-06-30T14:59:59Z',
  server: '',
  clock: '',
  credentials: '',
  shops: '3',
  choice: 'みどり商店 / みどりマネー',
  topup: '',
};
const said = { error_type: 'partner_decryption_failed', error_message: '' };
const CHECK_PROBLEMS: { [Kind in CheckProblem['kind']]: Extract<CheckProblem, { kind: Kind }> } = {
  certificate_ends_soon: { kind: 'certificate_ends_soon', days: 7 },
  certificate_ended: { kind: 'certificate_ended', ended_at: '2026-11-19T03:00:00Z' },
  certificate_not_yet_valid: { kind: 'certificate_not_yet_valid', begins_at: '2026-12-01T03:00:00Z' },
  unreachable: { kind: 'unreachable' },
  no_answer: { kind: 'no_answer' },
  tls: { kind: 'tls', tls: { tls: 'not_tls' } },
  not_the_partner_api: { kind: 'not_the_partner_api', status: 302 },
  busy: { kind: 'busy' },
  clock_off: { kind: 'clock_off', seconds: -94 },
  keys_refused: { kind: 'keys_refused', ...said },
  not_permitted: { kind: 'not_permitted', ...said },
  no_shops: { kind: 'no_shops' },
  no_moneys: { kind: 'no_moneys' },
  shop_not_found: { kind: 'shop_not_found' },
  shop_disabled: { kind: 'shop_disabled', name: 'Green' },
  money_not_taken: { kind: 'money_not_taken', name: 'Green' },
  wallet_suspended: { kind: 'wallet_suspended', name: 'Green' },
  may_not_top_up: { kind: 'may_not_top_up' },
};
const URGENCIES: Record<CertificateUrgency, true> = { month: true, week: true, day: true, ended: true };
const ENVIRONMENTS: Record<Environment, true> = { practice: true, sandbox: true, production: true };
const CHECKING: Record<CheckingReason, true> = {
  silence: true,
  canceling: true,
  amending: true,
  extending: true,
  expiring: true,
  undecided: true,
  used_qr: true,
  restarted: true,
  storing: true,
};
const REFUNDS: Record<RefundOutcome, true> = {
  refunded: true,
  refunded_elsewhere: true,
  refused: true,
  not_carried_out: true,
};
const REFUND_REFUSALS: Record<RefundRefusal, true> = {
  not_permitted: true,
  already_spent: true,
  shop_balance_too_low: true,
  transaction_not_found: true,
  not_refundable: true,
  wallet_closed: true,
  other: true,
};
const NOT_CARRIED_OUT: Record<NotCarriedOut, true> = {
  unreachable: true,
  tls: true,
  no_answer: true,
  busy: true,
  unusable_answer: true,
  clock_wrong: true,
  interrupted: true,
  journal_unavailable: true,
  never_arrived: true,
};
const PRINTING: { [Code in PrintProblem['code']]: Extract<PrintProblem, { code: Code }> } = {
  no_printer: { code: 'no_printer' },
  queue_full: { code: 'queue_full' },
  address_missing: { code: 'address_missing' },
  host_unreadable: { code: 'host_unreadable', text: '192.168.1.300' },
  port_unreadable: { code: 'port_unreadable', text: '70000' },
  no_such_sale: { code: 'no_such_sale', number: 'A-0042' },
  nothing_to_print: { code: 'nothing_to_print', number: 'A-0042' },
  no_such_shift: { code: 'no_such_shift' },
  journal_unavailable: { code: 'journal_unavailable' },
  closing: { code: 'closing' },
};
const TROUBLES: Record<Trouble, true> = {
  absent: true,
  off: true,
  not_permitted: true,
  busy: true,
  cover_open: true,
  out_of_paper: true,
  fault: true,
  silent: true,
  interrupted: true,
  unconfirmed: true,
  stopped_halfway: true,
};
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
const CLASSES: Record<ReconciliationClass, true> = {
  contradiction: true,
  only_here: true,
  only_there: true,
  matched: true,
};
const CAUSES: { [Kind in ReconciliationCause['kind']]: Extract<ReconciliationCause, { kind: Kind }> } = {
  same_transaction: { kind: 'same_transaction' },
  amount_differs: { kind: 'amount_differs' },
  direction_differs: { kind: 'direction_differs' },
  refunded_there: { kind: 'refunded_there' },
  not_refunded_there: { kind: 'not_refunded_there' },
  missed_result: { kind: 'missed_result' },
  unknown_here: { kind: 'unknown_here' },
  other_till: { kind: 'other_till', till: 'B' },
  other_program: { kind: 'other_program' },
  not_on_list: { kind: 'not_on_list' },
  unsettled: { kind: 'unsettled' },
};
const STEPS: Record<Exclude<ReconciliationStep, 'none'>, true> = {
  check_sale: true,
  wait: true,
  compare_again: true,
  see_other_till: true,
  call_support: true,
};
const REFUND_CHECKING: Record<RefundCheckingReason, true> = {
  asking: true,
  unanswered: true,
  restarted: true,
  storing: true,
};
const REFUND_STATES: Record<RefundMarkState, true> = {
  checking: true,
  refunded: true,
  refunded_elsewhere: true,
  refused: true,
  not_carried_out: true,
};
const SETTINGS: { [Code in SettingsProblem['code']]: Extract<SettingsProblem, { code: Code }> } = {
  out_of_range: { code: 'out_of_range', setting: 'tone_volume', least: 0, most: 100 },
  wrong_kind: { code: 'wrong_kind', setting: 'theme' },
  too_many_amounts: { code: 'too_many_amounts', setting: 'quick_topup', most: 6 },
  not_an_amount: { code: 'not_an_amount', setting: 'quick_topup', text: 'x' },
  amount_too_large: { code: 'amount_too_large', setting: 'quick_topup', text: '9', limit: '1' },
  amount_twice: { code: 'amount_twice', setting: 'quick_topup', text: '500' },
  not_a_time: { code: 'not_a_time', setting: 'day_starts_at', text: '25:00' },
  not_a_till_code: { code: 'not_a_till_code', setting: 'till_code', text: '!' },
  fixed_by_shop: { code: 'fixed_by_shop', setting: 'till_code' },
  not_a_monitor: { code: 'not_a_monitor', setting: 'customer_monitor' },
  folder_unusable: { code: 'folder_unusable', setting: 'export_folder', path: '/x' },
  autostart_refused: { code: 'autostart_refused', setting: 'autostart' },
  not_kept: { code: 'not_kept' },
  cannot_export: { code: 'cannot_export', path: '/x' },
  cannot_open: { code: 'cannot_open' },
  not_settings: { code: 'not_settings' },
  too_new: { code: 'too_new', version: 2 },
  import_refused: { code: 'import_refused', refused: [{ code: 'not_settings' }] },
  part_unreadable: { code: 'part_unreadable', part: 'printing' },
};
const STAFF: { [Code in StaffProblem['code']]: Extract<StaffProblem, { code: Code }> } = {
  wrong_pin: { code: 'wrong_pin', tries_left: 4, wait_seconds: 0 },
  wait: { code: 'wait', seconds: 30 },
  pin_not_digits: { code: 'pin_not_digits', shortest: 4, longest: 8 },
  pin_too_simple: { code: 'pin_too_simple' },
  name_missing: { code: 'name_missing' },
  name_too_long: { code: 'name_too_long', limit: 60 },
  name_taken: { code: 'name_taken' },
  no_such_person: { code: 'no_such_person' },
  last_with_settings: { code: 'last_with_settings' },
  too_many_people: { code: 'too_many_people', limit: 200 },
  lacks_right: { code: 'lacks_right' },
  nobody_logged_in: { code: 'nobody_logged_in' },
  cannot_write: { code: 'cannot_write' },
  journal_unavailable: { code: 'journal_unavailable' },
};
const person = { id: 1, name: 'Q' };
const nobody = { who: null, approved_by: null };
const AUDIT: { [Act in AuditEntry['act']]: Extract<AuditEntry, { act: Act }> } = {
  started: { ...nobody, act: 'started', number: 'A-0042', direction: 'payment', amount: '1' },
  canceled: { ...nobody, act: 'canceled', number: 'A-0042' },
  amended: { ...nobody, act: 'amended', number: 'A-0042', direction: 'topup', from: '1', to: '2' },
  refund_asked: {
    ...nobody,
    act: 'refund_asked',
    number: 'A-0042',
    direction: 'payment',
    amount: '1',
    reason: 'x',
  },
  cash_settled: { ...nobody, act: 'cash_settled', bill: 3, direction: 'payment', amount: '700' },
  shift_opened: { ...nobody, act: 'shift_opened', shift: 37 },
  shift_closed: { ...nobody, act: 'shift_closed', shift: 37, carried_over: [] },
  journal_acknowledged: { ...nobody, act: 'journal_acknowledged' },
  logged_in: { ...nobody, act: 'logged_in', person },
  locked: { ...nobody, act: 'locked', is_idle: false },
  wrong_pin: { ...nobody, act: 'wrong_pin', person },
  approved: { ...nobody, act: 'approved', person, right: 'refund' },
  person_added: { ...nobody, act: 'person_added', person, rights: ['sell'] },
  person_changed: { ...nobody, act: 'person_changed', person, rights: [] },
  pin_changed: { ...nobody, act: 'pin_changed', person },
  person_removed: { ...nobody, act: 'person_removed', person },
  nobody_may: { ...nobody, act: 'nobody_may', rights: ['sell'] },
  staff_turned_off: { ...nobody, act: 'staff_turned_off' },
  settings_changed: { ...nobody, act: 'settings_changed', settings: ['sound'] },
  keys_changed: { ...nobody, act: 'keys_changed', profile: 'x', change: 'kept' },
  opened: { ...nobody, act: 'opened', environment: 'practice', people: 2 },
};
const keys = <Name extends string>(record: Record<Name, unknown>) => Object.keys(record) as Name[];

describe('every_code_has_words_in_both_languages', () => {
  it.each(keys(PROBLEMS))('problem %s', (code) => inBoth(() => problemWords(PROBLEMS[code], 'P')));
  it.each(keys(CREATE_PROBLEMS))('create %s', (kind) =>
    inBoth(() => createProblemWords(CREATE_PROBLEMS[kind])),
  );
  it.each(keys(TLS_PROBLEMS))('tls %s', (tls) => inBoth(() => tlsWords(TLS_PROBLEMS[tls])));
  it.each(keys(SETUP))('setup %s', (code) => inBoth(() => setupProblemWords(SETUP[code])));
  it('the window itself', () => {
    inBoth(() => stepProblemWords({ code: 'passphrase_differs' }));
    inBoth(() => stepProblemWords({ code: 'files_unknown', path: '/home/till/notes.odt' }));
  });
  it.each(keys(CHECKS))('check %s', (check) => {
    inBoth(() => checkName(check));
    if (check !== 'choice') inBoth(() => fineWords({ check, result: 'fine', detail: CHECKS[check] }));
  });
  it.each(keys(CHECK_PROBLEMS))('check problem %s', (kind) => {
    inBoth(() => checkProblemWords(CHECK_PROBLEMS[kind]).headline);
    inBoth(() => checkProblemWords(CHECK_PROBLEMS[kind]).repair);
  });
  it.each(keys(URGENCIES))('certificate %s', (urgency) =>
    inBoth(() => certificateWords({ ends_at: '2026-12-01T03:00:00Z', days_left: 7, urgency })),
  );
  it.each(keys(ENVIRONMENTS))('environment %s', (each) => inBoth(() => environmentWord(each)));
  it.each(keys(REFUNDS))('refund %s', (outcome) => inBoth(() => refundOutcomeWord(outcome)));
  it.each(keys(REFUND_REFUSALS))('refused refund %s', (why) => inBoth(() => refundRefusalWords(why)));
  it.each(keys(NOT_CARRIED_OUT))('refund not carried out %s', (why) => inBoth(() => notCarriedOutWords(why)));
  it.each(keys(CREATE_PROBLEMS))('in short %s', (kind) =>
    inBoth(() => createReasonWords(CREATE_PROBLEMS[kind])),
  );
  it.each(keys(BOOKS))('books %s', (code) => inBoth(() => booksProblemWords(BOOKS[code])));
  it.each(keys(PRINTING))('printing %s', (code) => inBoth(() => printProblemWords(PRINTING[code])));
  it.each(keys(SETTINGS))('settings %s', (code) => inBoth(() => settingsProblemWords(SETTINGS[code], 'P')));
  it.each(keys(AUDIT))('act %s', (act) => inBoth(() => auditWords(AUDIT[act], 'P')));
  it.each(keys(STAFF))('staff %s', (code) => inBoth(() => staffProblemWords(STAFF[code])));
  it.each(RIGHTS)('right %s', (right) => inBoth(() => rightWord(right)));
  it.each(keys(TOLD))('setting %s', (name) => {
    inBoth(() => TOLD[name].title());
    inBoth(() => TOLD[name].effect());
  });
  it.each(keys(TROUBLES))('printer %s', (trouble) => inBoth(() => troubleWords(trouble)));
  it.each(keys(SHIFT))('shift %s', (code) => inBoth(() => shiftProblemWords(SHIFT[code])));
  it.each(keys(RECHECKS))('recheck %s', (finding) =>
    inBoth(() => recheckWords(RECHECKS[finding], 'P').words),
  );
  it.each(keys(TIMELINE))('timeline %s', (event) => inBoth(() => timelineWords(TIMELINE[event], 'P')));
  it.each(keys(TIMELINE_CAUSES))('cause %s', (cause) => inBoth(() => causeWords(cause)));
  it.each(keys(CLASSES))('class %s', (found) => inBoth(() => classWord(found)));
  it.each(keys(CAUSES))('row %s', (kind) => inBoth(() => causeOfRowWords(CAUSES[kind])));
  it.each(keys(STEPS))('step %s', (step) => inBoth(() => stepWords(step)));
  it.each(keys(REFUND_CHECKING))('checking a refund %s', (reason) =>
    inBoth(() => refundCheckingWords(reason)),
  );
  it.each(keys(REFUND_STATES))('a refund that is %s', (state) => {
    inBoth(() => refundStateWord(state));
    for (const direction of ['payment', 'topup'] as const) {
      const money = { amount: '2', money_amount: '1' };
      inBoth(() => refundHandWords(state, direction, money, 'P'));
      inBoth(() => refundRecordWords(state, direction, money, 'P'));
    }
  });
  it.each(keys(CHECKING))('checking %s', (reason) => inBoth(() => checkingWords(reason)));
});

describe('every_attempt_error_has_a_headline_a_sentence_and_a_next_step', () => {
  it.each([...ATTEMPT_ERROR_TYPES, 'unresolved', 'a_name_of_tomorrow', 'constructor'])('%s', (type) => {
    for (const [direction, canTopup] of [
      ['payment', true],
      ['payment', false],
      ['topup', true],
    ] as const) {
      const advice = adviceFor(type, direction, canTopup);
      inBoth(() => advice.headline());
      inBoth(() => advice.say({ money: 'P' }));
      inBoth(() => advice.todo());
      expect(['new_qr', 'done', 'topup_first', 'split', 'lower']).toContain(advice.next);
    }
  });

  it('knows_all_fifty_that_the_api_documents_and_nothing_else', () => {
    expect(documented.types).toHaveLength(50);
    expect([...ATTEMPT_ERROR_TYPES].sort()).toEqual([...documented.types].sort());
    expect(ATTEMPT_ERROR_TYPES.every(isKnown)).toBe(true);
    expect(isKnown('toString')).toBe(false);
  });
});

it('the_record_names_what_it_is_about_even_where_this_program_knows_no_word_for_it', () => {
  useLanguage('en');
  expect(auditWords({ ...nobody, act: 'settings_changed', settings: ['of_tomorrow'] }, 'P')).toContain(
    'of_tomorrow',
  );
  expect(auditWords({ ...nobody, act: 'approved', person, right: 'of_tomorrow' }, 'P')).toContain(
    'of_tomorrow',
  );
  expect(auditWords({ ...nobody, act: 'of_tomorrow' } as unknown as AuditEntry, 'P')).toContain(
    'of_tomorrow',
  );
  const carried: AuditEntry = { ...nobody, act: 'shift_closed', shift: 37, carried_over: ['A-0042'] };
  expect(auditWords(carried, 'P')).toContain('A-0042');
  expect(auditWords({ ...nobody, act: 'wrong_pin', person: null }, 'P')).not.toContain('Q');
});

it('the_last_wrong_pin_says_that_there_is_a_wait', () => {
  const last = staffProblemWords({ code: 'wrong_pin', tries_left: 0, wait_seconds: 30 });
  expect(last).not.toBe(staffProblemWords(STAFF.wrong_pin));
});

describe('every_failure_of_our_own_has_a_headline_what_to_say_and_one_next_key', () => {
  /** With a customer at the counter there is something to say. */
  const told = (guidance: Guidance, isServing = false) => {
    inBoth(() => guidance.headline());
    if (guidance.say) inBoth(guidance.say);
    if (isServing) expect(guidance.say).not.toBeNull();
    expect(guidance.next.key).toMatch(/^(Enter|Esc|F\d{1,2}|[A-Z]|0–9)$/);
    inBoth(() => guidance.next.words());
  };
  it.each(keys(PROBLEMS))('problem %s', (code) => told(guideProblem(code)));
  it.each(keys(CREATE_PROBLEMS))('create %s', (kind) => told(guideCreate(kind), kind !== 'abandoned'));
  it.each(keys(REFUND_REFUSALS))('refused refund %s', (why) => told(guideRefundRefusal(why), true));
  it.each(keys(NOT_CARRIED_OUT))('refund not carried out %s', (why) => told(guideNotCarriedOut(why), true));
  it.each(keys(TROUBLES))('printer %s', (trouble) => told(guideTrouble(trouble), true));
  it.each(keys(PRINTING))('printing %s', (code) => told(guidePrint(code)));
  it.each(keys(BOOKS))('books %s', (code) => told(guideBooks(code)));
  it.each(keys(SHIFT))('shift %s', (code) => told(guideShift(code)));
  it('set-up', () => told(SETUP_GUIDANCE));

  it('a_code_of_a_newer_till_is_told_as_something_that_did_not_work', () => {
    for (const code of ['something_new', 'constructor'] as never[]) told(guideProblem(code));
  });
});

it('each_kind_of_tls_trouble_has_words_of_its_own', () => {
  const told = keys(TLS_PROBLEMS).map((tls) => tlsWords(TLS_PROBLEMS[tls]));
  expect(new Set(told).size).toBe(told.length);
  expect(createProblemWords({ kind: 'tls', problem: TLS_PROBLEMS.self_signed })).toContain(
    tlsWords(TLS_PROBLEMS.self_signed),
  );
});

it('a_certificate_out_of_its_time_is_told_with_both_clocks', () => {
  useLanguage('en');
  for (const problem of [TLS_PROBLEMS.expired, TLS_PROBLEMS.not_yet_valid]) {
    expect(tlsWords(problem)).toMatch(/19 Nov 2026.*20 Nov 2026/);
  }
  // Some systems do not say the times; the advice is the same.
  expect(tlsWords({ tls: 'expired', ended_at: null, clock: null })).not.toMatch(/null|Invalid/);
});

it('a_refusal_for_the_clock_is_told_as_a_clock_problem', () => {
  expect(createProblemWords(refused('partner_request_expired'))).toBe(
    createProblemWords({ kind: 'clock_wrong' }),
  );
  expect(createProblemWords(refused('something_new'))).not.toBe(createProblemWords(refused('forbidden')));
});

it('a_code_of_a_newer_till_still_gets_a_sentence', () => {
  const newer = { code: 'something_new' } as unknown as Problem;
  expect(problemWords(newer, '円')).toBe(problemWords({ code: 'unexpected' }, '円'));
});
