/** Finding by words: what staff type, in whichever script, against everything a thing is called. */

/** One form for what sounds or looks the same: full-width and half-width, capitals, katakana and hiragana. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/\s+/g, ' ')
    .trim();
}

/** True when every typed word stands somewhere in the texts. Nothing typed finds everything. */
export function isFound(typed: string, texts: string[]): boolean {
  const where = foldText(texts.join(' '));
  return foldText(typed)
    .split(' ')
    .every((word) => where.includes(word));
}
