/**
 * How far a list is scrolled, when it is taller than a web view can be. Web views draw boxes of some 33 million
 * pixels at most, and a million rows on a large screen are four times that. So the scroller is given a height it can
 * have; near both ends it scrolls one to one, and between them the scroll bar is stretched, while wheel and finger
 * still move the rows by exactly as much as they were moved.
 */

/** The tallest box that is asked of the web view, in pixels; well under what all of them can draw. */
export const TALLEST_PX = 8_000_000;
/** At each end this much is scrolled one to one. */
const EXACT_PX = 1_000_000;
/** A movement by more screens than this at once is a drag of the scroll bar. */
const JUMP_SCREENS = 3;

/** What the browser scrolls (`scroll`) and what is looked at (`top`), both in pixels from the top. */
export interface Scrolled {
  scroll: number;
  top: number;
}

export class ScrollMap {
  /** The height of the box in the scroller. */
  readonly height: number;
  readonly #furthestScroll: number;
  readonly #furthestTop: number;

  constructor(
    fullPx: number,
    readonly viewPx: number,
  ) {
    this.height = Math.min(fullPx, TALLEST_PX);
    this.#furthestScroll = Math.max(0, this.height - viewPx);
    this.#furthestTop = Math.max(0, fullPx - viewPx);
  }

  /** What is looked at where the scroll bar says. */
  topAt(scroll: number): number {
    if (this.#furthestTop === this.#furthestScroll) return clamp(scroll, this.#furthestTop);
    const fromEnd = this.#furthestScroll - scroll;
    if (scroll <= EXACT_PX) return clamp(scroll, this.#furthestTop);
    if (fromEnd <= EXACT_PX) return clamp(this.#furthestTop - fromEnd, this.#furthestTop);
    return EXACT_PX + (scroll - EXACT_PX) * this.#stretch;
  }

  /** Where the scroll bar stands for what is looked at. */
  scrollAt(top: number): number {
    if (this.#furthestTop === this.#furthestScroll) return clamp(top, this.#furthestScroll);
    const fromEnd = this.#furthestTop - top;
    if (top <= EXACT_PX) return clamp(top, this.#furthestScroll);
    if (fromEnd <= EXACT_PX) return clamp(this.#furthestScroll - fromEnd, this.#furthestScroll);
    return EXACT_PX + (top - EXACT_PX) / this.#stretch;
  }

  /** The browser has scrolled to there. */
  follow(before: Scrolled, scroll: number): Scrolled {
    const moved = scroll - before.scroll;
    const isJump = Math.abs(moved) > JUMP_SCREENS * Math.max(1, this.viewPx);
    return { scroll, top: isJump ? this.topAt(scroll) : clamp(before.top + moved, this.#furthestTop) };
  }

  get #stretch(): number {
    return (this.#furthestTop - 2 * EXACT_PX) / (this.#furthestScroll - 2 * EXACT_PX);
  }
}

function clamp(value: number, furthest: number): number {
  return Math.min(Math.max(0, value), furthest);
}
