/**
 * Turns key events into the keys of a till. Reads the place on the keyboard (`code`) as well as the character, so
 * that a Japanese input method, full-width digits and a number pad without Num Lock all type digits.
 */

/** A key as a screen understands it. */
export type Key =
  /** A digit, `00`, `+`, `×`, `-`. `startsRun` is false when it came too fast after the last one for a finger. */
  | { kind: 'text'; text: string; startsRun: boolean }
  | { kind: 'enter' | 'escape' | 'backspace' | 'clear' }
  | { kind: 'function'; number: number }
  /** The last keys came from a barcode scanner; what they typed is to be taken back. */
  | { kind: 'burst' };

/** Keys closer together than this do not come from a finger. */
export const BURST_GAP_MS = 50;
/** That many of them in a row are a scanner. */
export const BURST_LENGTH = 3;
/** Enter or Esc this soon after a screen appeared was meant for the one before. */
export const SETTLE_MS = 350;

type Taker = { hear: (key: Key) => void; sinceMs: number };

/** The keys of one window. The screen that took them last has them. */
export class Keyboard {
  #takers: Taker[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;
  #run = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Gives the keys to a screen until the returned function is called. */
  take(hear: (key: Key) => void): () => void {
    const taker = { hear, sinceMs: this.now() };
    this.#takers.push(taker);
    return () => {
      this.#takers = this.#takers.filter((other) => other !== taker);
    };
  }

  /** Handles one `keydown`. Keys that are no till key are left to the web view. */
  listen(event: KeyboardEvent): void {
    const taker = this.#takers.at(-1);
    const key = readKey(event);
    if (!taker || !key) return;
    if (isTyping(event) && (key.kind === 'text' || key.kind === 'backspace' || key.kind === 'clear')) return;
    if (event.isComposing && key.kind === 'enter') return;
    if (isOnButton(event) && key.kind === 'enter') return;
    if (isOnButton(event)) event.target.blur(); // Typing goes to the till again, and so does the next Enter.
    event.preventDefault();
    if (event.repeat) {
      if (key.kind === 'backspace') taker.hear(key);
      return;
    }

    const now = event.timeStamp; // When the key went down, however late a busy machine gets to it.
    const startsRun = now - this.#lastMs >= BURST_GAP_MS;
    this.#run = startsRun ? 1 : this.#run + 1;
    this.#lastMs = now;
    if (this.#run >= BURST_LENGTH) {
      if (this.#run === BURST_LENGTH) taker.hear({ kind: 'burst' });
      return;
    }
    const settling = now - taker.sinceMs < SETTLE_MS;
    if (settling && (key.kind === 'enter' || key.kind === 'escape')) return;
    taker.hear(key.kind === 'text' ? { ...key, startsRun } : key);
  }
}

function readKey(event: KeyboardEvent): Key | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const command = readCommand(event);
  if (command) return command;
  const text = readText(event);
  return text === null ? null : { kind: 'text', text, startsRun: true };
}

function readCommand(event: KeyboardEvent): Key | null {
  const name = /^(Unidentified|Process)?$/.test(event.key) ? event.code : event.key;
  const number = /^F(\d{1,2})$/.exec(name)?.[1];
  if (number) return { kind: 'function', number: Number(number) };
  switch (name) {
    case 'Enter':
    case 'NumpadEnter':
      return { kind: 'enter' };
    case 'Escape':
      return { kind: 'escape' };
    case 'Backspace':
      return { kind: 'backspace' };
    case 'Delete':
      // A number pad without Num Lock says Delete where its 00 key is.
      return event.code === 'NumpadDecimal' ? null : { kind: 'clear' };
    default:
      return null;
  }
}

const BY_CODE: Record<string, string> = {
  NumpadAdd: '+',
  NumpadMultiply: '×',
  NumpadSubtract: '-',
  NumpadDecimal: '00',
};

function readText(event: KeyboardEvent): string | null {
  // An operator says itself what it is, wherever a layout puts it; the place alone would make a digit of it.
  if (event.key === '*') return '×';
  if (event.key === '+') return '+';
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit && !event.shiftKey) return digit;
  const byCode = BY_CODE[event.code];
  if (byCode) return byCode;
  const character = event.key.normalize('NFKC');
  if (/^[0-9+×-]$/.test(character)) return character;
  if (/^[*xX]$/.test(character)) return '×';
  if (character === '.' || character === '。') return '00';
  return null;
}

/** True when the key goes to a text field, where only the till's own keys are taken. */
function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLInputElement;
}

/** True when a button was reached with Tab: Enter presses it, as everywhere. */
function isOnButton(event: KeyboardEvent): event is KeyboardEvent & { target: HTMLButtonElement } {
  return event.target instanceof HTMLButtonElement;
}
