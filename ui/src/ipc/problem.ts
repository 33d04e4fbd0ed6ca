import type { BooksProblem } from '../gen/BooksProblem';
import type { PrintProblem } from '../gen/PrintProblem';
import type { SettingsProblem } from '../gen/SettingsProblem';
import type { SetupProblem } from '../gen/SetupProblem';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { StaffProblem } from '../gen/StaffProblem';
import type { StaffRefusal } from '../gen/StaffRefusal';
import type { BareProblem, Problem } from './host';

const BARE_PROBLEMS: Record<BareProblem, true> = {
  nothing_to_scan: true,
  practice_not_running: true,
  no_qr: true,
  cannot_write: true,
};

/** Reads what a host rejected with. Whatever is not a problem that we know is `unexpected`, never raw text. */
export function readProblem(rejection: unknown): Problem {
  if (typeof rejection === 'string' && Object.hasOwn(BARE_PROBLEMS, rejection)) {
    return { code: rejection as BareProblem };
  }
  // The shape is the till's contract (gen/CommandProblem); only its tag is checked when words are looked up.
  return hasCode(rejection) ? (rejection as Problem) : { code: 'unexpected' };
}

/** That the call itself broke; the program's own reasons are in the contract. */
export interface Broken {
  code: 'unexpected';
}

/** Reads why a question to the books, a comparison or an export was rejected. */
export function readBooksProblem(rejection: unknown): BooksProblem | Broken {
  return hasCode(rejection) ? (rejection as BooksProblem) : { code: 'unexpected' };
}

/** Reads why an act on a shift was rejected. */
export function readShiftProblem(rejection: unknown): ShiftProblem | Broken {
  return hasCode(rejection) ? (rejection as ShiftProblem) : { code: 'unexpected' };
}

/** Reads why an act about paper was rejected. */
export function readPrintProblem(rejection: unknown): PrintProblem | Broken {
  return hasCode(rejection) ? (rejection as PrintProblem) : { code: 'unexpected' };
}

/** Reads why an act on the settings was rejected. */
export function readSettingsProblem(rejection: unknown): SettingsProblem | Broken {
  return hasCode(rejection) ? (rejection as SettingsProblem) : { code: 'unexpected' };
}

/** Reads why a step of the set-up was rejected. */
export function readSetupProblem(rejection: unknown): SetupProblem | Broken {
  return hasCode(rejection) ? (rejection as SetupProblem) : { code: 'unexpected' };
}

/** Reads why an act about staff was rejected. */
export function readStaffProblem(rejection: unknown): StaffProblem | StaffRefusal | Broken {
  return hasCode(rejection) ? (rejection as StaffProblem) : { code: 'unexpected' };
}

/** Reads whether a call was refused for want of a PIN; null when it was for any other reason. */
export function readStaffRefusal(rejection: unknown): StaffRefusal | null {
  if (!hasCode(rejection)) return null;
  const refusal = rejection as StaffRefusal;
  return refusal.code === 'approval_needed' || refusal.code === 'staff_locked' ? refusal : null;
}

// Only the tag is looked at: its words have an answer for a code of a newer program too.
function hasCode(rejection: unknown): boolean {
  return typeof rejection === 'object' && rejection !== null && 'code' in rejection;
}
