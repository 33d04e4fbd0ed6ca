import { expect, it } from 'vitest';
import { checking, ended, failed, selling, succeeded, waiting } from '../examples/snapshots';
import { soundFor } from './sound-for';

const before = selling({ live: waiting() });

it.each([
  ['paid', succeeded()],
  ['topped_up', succeeded({ direction: 'topup' })],
  ['attention', succeeded({ twice_of: 'A-0041' })],
  ['attention', succeeded({ scanned_first: 'cancel' })],
  ['attention', succeeded({ shown_amount: '980' })],
  ['failed', failed('account_balance_not_enough')],
  ['expired', ended('expired')],
  [null, ended('canceled')],
  [null, checking('silence')],
])('sounds_%s_when_the_state_appears', (sound, live) => {
  expect(soundFor(before, selling({ live }))).toBe(sound);
});

it('sounds_once_for_a_result_however_often_it_is_drawn', () => {
  const paid = selling({ live: succeeded() });
  expect(soundFor(paid, selling({ revision: 2, live: succeeded() }))).toBeNull();
});

it('rings_once_when_a_parked_sale_settles', () => {
  const settled = selling({ notices: [{ kind: 'parked_settled', number: 'A-0035', outcome: 'succeeded' }] });
  expect(soundFor(selling(), settled)).toBe('settled');
  expect(soundFor(settled, settled)).toBeNull();
});

it('rings_once_when_the_list_shows_a_payment_nobody_saw', () => {
  const found = selling({ notices: [{ kind: 'found_afterwards', number: 'A-0034' }] });
  expect(soundFor(selling(), found)).toBe('settled');
  expect(soundFor(found, found)).toBeNull();
});
