import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../gen/AuditEntry';
import { useLanguage } from '../state/language.svelte';
import { auditWords } from './audit';
import { inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
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

describe('every_act_of_the_record_has_words_in_both_languages', () => {
  it.each(keys(AUDIT))('act %s', (act) => inBoth(() => auditWords(AUDIT[act], 'P')));
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
