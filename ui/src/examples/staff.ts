/** Staff as the program would send them, for tests and the gallery. The product never imports this. */

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
