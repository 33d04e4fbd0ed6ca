/** The keys by which a person makes a page larger or smaller, as in every browser. */

const LEAST = 100;
const MOST = 200;
const STEP = 25;

/** The percent that a key asks for; null when it is none of these keys, or nothing would change. */
export function zoomFor(event: KeyboardEvent, percent: number): number | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const next = asked(event, percent);
  if (next === null) return null;
  const bounded = Math.min(MOST, Math.max(LEAST, next));
  return bounded === percent ? null : bounded;
}

function asked({ key, code }: KeyboardEvent, percent: number): number | null {
  // Plus needs Shift on every keyboard, and on a Japanese one it is another key: without Shift it is meant too.
  if (['+', '=', ';'].includes(key) || code === 'NumpadAdd') return percent + STEP;
  if (key === '-' || code === 'NumpadSubtract') return percent - STEP;
  return key === '0' ? LEAST : null;
}
