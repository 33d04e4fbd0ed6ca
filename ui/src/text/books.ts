import type { BooksProblem } from '../gen/BooksProblem';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { Broken } from '../ipc/problem';
import { m } from '../words/messages';

/** One sentence: why the books did not answer, or why no file was written, and what to do. */
export function booksProblemWords(problem: BooksProblem | Broken): string {
  switch (problem.code) {
    case 'from_after_to':
      return m.books_from_after_to();
    case 'not_a_time':
      return m.books_not_a_time({ text: problem.text });
    case 'no_such_sale':
      return m.books_no_such_sale({ number: problem.number });
    case 'no_such_shift':
      return m.books_no_such_shift();
    case 'journal_unavailable':
      return m.books_journal_unavailable();
    case 'server_unreachable':
      return m.books_server_unreachable();
    case 'server_refused':
      return m.books_server_refused({ code: problem.error_type });
    case 'list_too_long':
      return m.books_list_too_long();
    case 'cannot_write':
      return m.books_cannot_write({ path: problem.path });
    case 'disk_full':
      return m.books_disk_full({ path: problem.path });
    case 'report_of_shift_only':
      return m.books_report_of_shift_only();
    case 'already_exporting':
      return m.books_already_exporting();
    case 'export_canceled':
      return m.books_export_canceled();
    case 'closing':
      return m.problem_closing();
    case 'unexpected':
      return m.problem_unexpected();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}

/** One sentence: why a shift was not opened or closed, and what to do. */
export function shiftProblemWords(problem: ShiftProblem | Broken): string {
  switch (problem.code) {
    case 'shift_open':
      return m.shift_problem_open({ shift: problem.shift });
    case 'shift_not_open':
      return m.shift_problem_not_open();
    case 'float_not_an_amount':
      return m.shift_problem_float();
    case 'counted_not_an_amount':
      return m.shift_problem_counted();
    case 'name_too_long':
      return m.shift_problem_name_too_long({ limit: problem.limit });
    case 'carried_by_missing':
      return m.shift_problem_carried_by_missing();
    case 'unsettled':
      return m.shift_problem_unsettled({ count: problem.numbers.length });
    case 'journal_unavailable':
      return m.shift_problem_journal();
    case 'closing':
      return m.problem_closing();
    case 'unexpected':
      return m.problem_unexpected();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}
