import type { CreateProblem } from '../gen/CreateProblem';
import type { Problem } from '../ipc/host';
import { m } from '../words/messages';
import { formatMoney } from './money';
import { refusalOfStaffWords } from './staff';
import { tlsWords } from './tls';

/** One sentence: why a key did nothing, and what to do. */
export function problemWords(problem: Problem, unit: string): string {
  switch (problem.code) {
    case 'amount_empty':
      return m.problem_amount_empty();
    case 'amount_not_a_number':
      return m.problem_amount_not_a_number();
    case 'amount_zero':
      return m.problem_amount_zero();
    case 'amount_negative':
      return m.problem_amount_negative();
    case 'amount_has_fraction':
      return m.problem_amount_has_fraction();
    case 'amount_too_large':
      return m.problem_amount_too_large({ limit: formatMoney(problem.limit, unit) });
    case 'amount_over_rest':
      return m.problem_amount_over_rest({ rest: formatMoney(problem.rest, unit) });
    case 'amount_not_lower':
      return m.problem_amount_not_lower({ rest: formatMoney(problem.rest, unit) });
    case 'bill_open':
      return m.problem_bill_open();
    case 'note_too_long':
      return m.problem_note_too_long({ limit: problem.limit, length: problem.length });
    case 'topup_not_permitted':
      return m.problem_topup_not_permitted();
    case 'sale_in_progress':
      return m.problem_sale_in_progress();
    case 'not_possible_now':
      return m.problem_not_possible_now();
    case 'reason_missing':
      return m.problem_reason_missing();
    case 'reason_too_long':
      return m.problem_reason_too_long({ limit: problem.limit, length: problem.length });
    case 'not_refundable':
      return m.problem_not_refundable();
    case 'refund_under_way':
      return m.problem_refund_under_way();
    case 'already_refunded':
      return m.problem_already_refunded();
    case 'journal_unavailable':
      return m.problem_journal_unavailable();
    case 'closing':
      return m.problem_closing();
    case 'nothing_to_scan':
      return m.problem_nothing_to_scan();
    case 'practice_not_running':
      return m.problem_practice_not_running();
    case 'no_qr':
      return m.problem_no_qr();
    case 'cannot_write':
      return m.problem_cannot_write();
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

/** One sentence: why no QR could be shown. Amount and note are still there. */
export function createProblemWords(problem: CreateProblem): string {
  switch (problem.kind) {
    case 'unreachable':
      return m.create_unreachable();
    case 'tls':
      return m.create_tls({ reason: tlsWords(problem.problem) });
    case 'no_answer':
      return m.create_no_answer();
    case 'busy':
      return m.create_busy();
    case 'unusable_answer':
      return m.create_unusable_answer();
    case 'wrong_tray':
      return m.create_wrong_tray();
    case 'clock_wrong':
      return m.create_clock_wrong();
    case 'refused':
      return refusalWords(problem.error_type);
    case 'abandoned':
      return m.create_abandoned();
    case 'interrupted':
      return m.create_interrupted();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}

/** Why no QR could be shown, in a few words, as a line of what happened to a sale. */
export function createReasonWords(problem: CreateProblem): string {
  switch (problem.kind) {
    case 'unreachable':
      return m.create_short_unreachable();
    case 'tls':
      return m.create_short_tls();
    case 'no_answer':
      return m.create_short_no_answer();
    case 'busy':
      return m.create_short_busy();
    case 'unusable_answer':
      return m.create_short_unusable_answer();
    case 'wrong_tray':
      return m.create_short_wrong_tray();
    case 'clock_wrong':
      return m.create_short_clock_wrong();
    case 'refused':
      return m.create_short_refused({ code: problem.error_type });
    case 'abandoned':
      return m.create_short_abandoned();
    case 'interrupted':
      return m.create_short_interrupted();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}

/** The machine names by which the server says that the shop's keys or settings are at fault, not the sale. */
const SETUP_REFUSALS = new Set([
  'unpermitted_admin_user',
  'forbidden',
  'account_not_found',
  'shop_user_not_found',
  'shop_account_not_found',
  'private_money_not_found',
  'private_money_closed',
  'partner_client_not_found',
  'partner_decryption_failed',
]);

function refusalWords(errorType: string): string {
  if (SETUP_REFUSALS.has(errorType)) return m.create_refused_setup();
  if (errorType === 'partner_request_expired') return m.create_clock_wrong();
  if (errorType === 'temporarily_unavailable') return m.create_busy();
  return m.create_refused();
}
