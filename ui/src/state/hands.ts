import type { Till } from './till.svelte';

/** The program wants to know of a hand no more often than this; its lock counts minutes. */
const GAP_MS = 10_000;

/** Tells the program that somebody is there, so that it does not lock under their hands, until the function is called. */
export function reportHands(till: Till, isWorking: () => boolean): () => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  const ending = new AbortController();
  const tell = () => {
    const now = performance.now();
    if (!isWorking() || now - toldMs < GAP_MS) return;
    toldMs = now;
    till.bare.staffAct({ act: 'active' }).catch(() => undefined);
  };
  for (const event of ['keydown', 'pointerdown'] as const) {
    window.addEventListener(event, tell, { capture: true, signal: ending.signal });
  }
  return () => ending.abort();
}
