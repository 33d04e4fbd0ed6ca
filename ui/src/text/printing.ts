import type { PrinterState } from '../gen/PrinterState';
import type { PrintProblem } from '../gen/PrintProblem';
import type { SlipName } from '../gen/SlipName';
import type { Trouble } from '../gen/Trouble';
import type { Broken } from '../ipc/problem';
import { m } from '../words/messages';

/** One sentence: why no slip was drawn or sent, or why the settings were not taken, and what to do. */
export function printProblemWords(problem: PrintProblem | Broken): string {
  switch (problem.code) {
    case 'no_printer':
      return m.print_no_printer();
    case 'queue_full':
      return m.print_queue_full();
    case 'address_missing':
      return m.print_address_missing();
    case 'host_unreadable':
      return m.print_host_unreadable({ text: problem.text });
    case 'port_unreadable':
      return m.print_port_unreadable({ text: problem.text });
    case 'no_such_sale':
      return m.books_no_such_sale({ number: problem.number });
    case 'nothing_to_print':
      return m.print_nothing_to_print({ number: problem.number });
    case 'no_such_shift':
      return m.books_no_such_shift();
    case 'journal_unavailable':
      return m.books_journal_unavailable();
    case 'closing':
      return m.problem_closing();
    case 'unexpected':
      return m.problem_unexpected();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}

/** Why a slip did not come out, and what to do. */
export function troubleWords(trouble: Trouble): string {
  switch (trouble) {
    case 'absent':
      return m.printer_absent();
    case 'off':
      return m.printer_off();
    case 'not_permitted':
      return m.printer_not_permitted();
    case 'busy':
      return m.printer_busy();
    case 'cover_open':
      return m.printer_cover_open();
    case 'out_of_paper':
      return m.printer_out_of_paper();
    case 'fault':
      return m.printer_fault();
    case 'silent':
      return m.printer_silent();
    case 'interrupted':
      return m.printer_interrupted();
    case 'unconfirmed':
      return m.printer_unconfirmed();
    case 'stopped_halfway':
      return m.printer_stopped_halfway();
    default:
      trouble satisfies never;
      return m.printer_fault();
  }
}

/** The printer as one quiet line; empty while there is nothing to say. */
export function printerLine(printer: PrinterState | null): string {
  if (printer === null) return '';
  const { condition, failed } = printer;
  const trouble = condition.kind === 'in_trouble' ? condition.trouble : failed[0]?.trouble;
  if (trouble) {
    const owed = failed.length > 0 ? m.printer_owes({ count: failed.length }) : '';
    return `${troubleWords(trouble)}${owed}`;
  }
  return condition.kind === 'ready' && condition.paper_low ? m.printer_paper_low() : '';
}

/** The printer in a few words, for its settings. */
export function printerStateWords(printer: PrinterState | null): string {
  if (printer === null) return m.printer_none();
  const line = printerLine(printer);
  if (line) return line;
  if (printer.waiting > 0) return m.printer_printing({ count: printer.waiting });
  return printer.condition.kind === 'ready' ? m.printer_ready() : m.printer_unknown();
}

/** What a slip is called. */
export function slipWords(slip: SlipName): string {
  if (slip.of === 'sale') return m.receipt_title({ number: slip.number });
  return m.shift_slip_title({ shift: slip.shift ?? '' });
}
