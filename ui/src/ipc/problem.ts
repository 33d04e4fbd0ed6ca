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
  if (typeof rejection === 'object' && rejection !== null && 'code' in rejection) {
    // The shape is the till's contract (gen/CommandProblem); only its tag is checked when words are looked up.
    return rejection as Problem;
  }
  return { code: 'unexpected' };
}
