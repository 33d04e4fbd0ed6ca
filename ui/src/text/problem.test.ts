import { describe, expect, it } from 'vitest';
import type { CheckingReason } from '../gen/CheckingReason';
import type { CreateProblem } from '../gen/CreateProblem';
import type { Environment } from '../gen/Environment';
import type { TlsProblemView } from '../gen/TlsProblemView';
import type { Problem } from '../ipc/host';
import { useLanguage } from '../state/language.svelte';
import { guideCreate, guideProblem } from './guidance';
import { createProblemWords, createReasonWords, problemWords } from './problem';
import { checkingWords } from './sale';
import { environmentWord } from './environment';
import { tlsWords } from './tls';
import { guided, inBoth, keys } from './words.testing';

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

describe('every_problem_has_words_in_both_languages', () => {
  it.each(keys(PROBLEMS))('problem %s', (code) => inBoth(() => problemWords(PROBLEMS[code], 'P')));
  it.each(keys(CREATE_PROBLEMS))('create %s', (kind) =>
    inBoth(() => createProblemWords(CREATE_PROBLEMS[kind])),
  );
  it.each(keys(CREATE_PROBLEMS))('in short %s', (kind) =>
    inBoth(() => createReasonWords(CREATE_PROBLEMS[kind])),
  );
  it.each(keys(TLS_PROBLEMS))('tls %s', (tls) => inBoth(() => tlsWords(TLS_PROBLEMS[tls])));
  it.each(keys(ENVIRONMENTS))('environment %s', (each) => inBoth(() => environmentWord(each)));
  it.each(keys(CHECKING))('checking %s', (reason) => inBoth(() => checkingWords(reason)));
});

describe('every_problem_has_a_headline_what_to_say_and_one_next_key', () => {
  it.each(keys(PROBLEMS))('problem %s', (code) => guided(guideProblem(code)));
  it.each(keys(CREATE_PROBLEMS))('create %s', (kind) => guided(guideCreate(kind), kind !== 'abandoned'));

  it('a_code_of_a_newer_till_is_told_as_something_that_did_not_work', () => {
    for (const code of ['something_new', 'constructor'] as never[]) guided(guideProblem(code));
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
