import type { Problem } from './host';

const SCAN_PROBLEMS = ['nothing_to_scan', 'practice_not_running'] as const;

/** Reads what a host rejected with. Whatever is not a problem that we know is `unexpected`, never raw text. */
export function readProblem(rejection: unknown): Problem {
  const scan = SCAN_PROBLEMS.find((code) => code === rejection);
  if (scan) return { code: scan };
  if (typeof rejection === 'object' && rejection !== null && 'code' in rejection) {
    // The shape is the till's contract (gen/CommandProblem); only its tag is checked when words are looked up.
    return rejection as Problem;
  }
  return { code: 'unexpected' };
}
