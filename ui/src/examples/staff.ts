/** Staff as the program would send them, for tests and the gallery. The product never imports this. */

import type { PersonView } from '../gen/PersonView';
import type { Right } from '../gen/Right';
import type { StaffView } from '../gen/StaffView';

export const ALL_RIGHTS: Right[] = ['sell', 'topup', 'refund', 'close', 'carry_over', 'settings'];

/** A shop that has set nobody up: nothing is asked of anybody. */
export const NO_STAFF: StaffView = {
  is_used: false,
  people: [],
  who: null,
  is_locked: false,
  may: ALL_RIGHTS,
  nobody_may: [],
  approved: null,
  is_damaged: false,
};

/** A manager and two clerks. */
export const PEOPLE: PersonView[] = [
  { id: 1, name: '佐藤', rights: ALL_RIGHTS },
  { id: 2, name: '山田', rights: ['sell', 'topup'] },
  { id: 3, name: '小野寺 ちひろ', rights: ['sell'] },
];

/** A shop with staff, and the clerk 山田 at work. */
export const staffed = (more: Partial<StaffView> = {}): StaffView => ({
  is_used: true,
  people: PEOPLE,
  who: PEOPLE[1] ?? null,
  is_locked: false,
  may: ['sell', 'topup'],
  nobody_may: [],
  approved: null,
  is_damaged: false,
  ...more,
});

/** The same shop with nobody at the till. */
export const LOCKED = staffed({ who: null, is_locked: true, may: [] });
