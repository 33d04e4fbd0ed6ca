/**
 * Heights of bars. These are the only places where an amount becomes a number, and it is never shown: a bar that is
 * a hair too tall harms nobody, a sum that is would.
 */

/** The round number at or above the largest amount: the top of the chart. */
export function topOf(amounts: string[]): number {
  const largest = Math.max(0, ...amounts.map(Number));
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= largest) ?? 10;
  return step * power;
}

/** How tall a bar is of a chart of that height and top. Something that is not nothing is always to be seen. */
export function barHeight(amount: string, top: number, height: number): number {
  const share = Number(amount) / top;
  if (!(share > 0)) return 0;
  return Math.max(1.5, Math.min(1, share) * height);
}
