import { describe, it } from 'vitest';
import type { CertificateUrgency } from '../gen/CertificateUrgency';
import type { Check } from '../gen/Check';
import type { CheckProblem } from '../gen/CheckProblem';
import type { SetupProblem } from '../gen/SetupProblem';
import { SETUP_GUIDANCE } from './guidance';
import { checkName, checkProblemWords, fineWords } from './setup-check';
import { setupProblemWords, stepProblemWords } from './setup-problem';
import { certificateWords } from './certificate';
import { guided, inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
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

describe('everything_that_connecting_a_shop_can_answer_has_words_in_both_languages', () => {
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
});

it('a_failed_set_up_has_a_headline_and_one_next_key', () => guided(SETUP_GUIDANCE));
