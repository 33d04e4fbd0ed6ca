const WIDE = /[^\u0020-\u024f]/gu;
/** A Japanese letter is this much wider than a figure. */
const WIDER = 0.7;

/** About how many figures wide a text is, so that it can be drawn as large as its place lets it be. */
export function figuresWide(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return Math.max(1, text.length + wide * WIDER);
}
