import type { Move } from '../../input/keyboard';

/** Which row a key leads to, of a list that ends at the index `end` and shows `page` rows at once. */
export function stepTo(by: Move, now: number, page: number, end: number): number {
  const to: Record<Move, number> = {
    up: now - 1,
    down: now + 1,
    page_up: now - page,
    page_down: now + page,
    first: 0,
    last: end,
  };
  return Math.max(0, Math.min(to[by], end));
}
