import type { Right } from '../gen/Right';
import type { StaffProblem } from '../gen/StaffProblem';
import type { StaffRefusal } from '../gen/StaffRefusal';
import type { Broken } from '../ipc/problem';
import { m } from '../words/messages';

/** Every right, in the order in which they are offered. */
export const RIGHTS: Right[] = ['sell', 'topup', 'refund', 'close', 'carry_over', 'settings'];

/** What a right is called. */
export function rightWord(right: Right): string {
  switch (right) {
    case 'sell':
      return m.right_sell();
    case 'topup':
      return m.right_topup();
    case 'refund':
      return m.right_refund();
    case 'close':
      return m.right_close();
    case 'carry_over':
      return m.right_carry_over();
    case 'settings':
      return m.right_settings();
    default:
      return right satisfies never;
  }
}

/** Rights in one line. */
export function rightsWords(rights: Right[]): string {
  if (rights.length === 0) return m.people_no_rights();
  return RIGHTS.filter((right) => rights.includes(right))
    .map(rightWord)
    .join('\u00a0· ');
}

/** One sentence: why an act was not done for want of a PIN. */
export function refusalOfStaffWords(refusal: StaffRefusal): string {
  switch (refusal.code) {
    case 'approval_needed':
      return m.staff_not_approved();
    case 'staff_locked':
      return m.staff_not_logged_in();
    case 'journal_unavailable':
      return m.staff_problem_journal();
    default:
      return refusal satisfies never;
  }
}

/** One sentence: why an act about staff was not carried out, and what to do. */
export function staffProblemWords(problem: StaffProblem | StaffRefusal | Broken): string {
  switch (problem.code) {
    case 'wrong_pin':
      return problem.tries_left > 0
        ? m.staff_problem_wrong_pin({ tries: problem.tries_left })
        : m.staff_problem_wrong_pin_wait();
    case 'wait':
      return m.staff_problem_wait();
    case 'pin_not_digits':
      return m.staff_problem_pin_digits({ shortest: problem.shortest, longest: problem.longest });
    case 'pin_too_simple':
      return m.staff_problem_pin_simple();
    case 'name_missing':
      return m.staff_problem_name_missing();
    case 'name_too_long':
      return m.staff_problem_name_long({ limit: problem.limit });
    case 'name_taken':
      return m.staff_problem_name_taken();
    case 'no_such_person':
      return m.staff_problem_no_person();
    case 'last_with_settings':
      return m.staff_problem_last();
    case 'too_many_people':
      return m.staff_problem_many({ limit: problem.limit });
    case 'lacks_right':
      return m.staff_problem_lacks();
    case 'nobody_logged_in':
      return m.staff_problem_nobody();
    case 'cannot_write':
      return m.staff_problem_write();
    case 'journal_unavailable':
      return m.staff_problem_journal();
    case 'approval_needed':
    case 'staff_locked':
      return refusalOfStaffWords(problem);
    case 'unexpected':
      return m.problem_unexpected();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}
