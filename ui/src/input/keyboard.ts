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
  /** A letter that is a key of some screen: `r` refunds, `p` prints. Never `x`, which multiplies. */
  | { kind: 'letter'; letter: string }
  /** Shift and a digit from 1: one of the amounts that the shop keeps at hand. */
  | { kind: 'quick'; place: number; startsRun: boolean }
  /** A step in a list; only for a screen that has asked for them. */
  | { kind: 'move'; by: Move }
  /** The last keys came from a barcode scanner; what they typed is to be taken back. */
  | { kind: 'burst' };

/** Where a key goes in a list. */
export type Move = 'up' | 'down' | 'page_up' | 'page_down' | 'first' | 'last';

/** Keys closer together than this do not come from a finger. */
export const BURST_GAP_MS = 50;
/** That many of them in a row are a scanner. */
export const BURST_LENGTH = 3;
/** Enter or Esc this soon after a screen appeared was meant for the one before. */
export const SETTLE_MS = 350;
/** The `keyCode` of a key that an input method has taken. */
const COMPOSING = 229;

type Taker = { hear: (key: Key) => void; sinceMs: number; moves: boolean; over: boolean };

/** The keys of one window. The screen that took them last has them, and a question over it comes first. */
export class Keyboard {
  #takers: Taker[] = [];
  readonly #reserved = new Map<number, () => void>();
  #lastMs = Number.NEGATIVE_INFINITY;
  #run = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Gives the keys to a screen until the returned function is called. `moves` are the arrows and their like: a screen
   * that has no list of its own leaves them to the web view, which scrolls with them. `over` is a question that lies
   * over a screen, and has the keys even before a screen that appeared together with it.
   */
  take(hear: (key: Key) => void, { moves = false, over = false } = {}): () => void {
    const taker = { hear, sinceMs: this.now(), moves, over };
    this.#takers.push(taker);
    return () => {
      this.#takers = this.#takers.filter((other) => other !== taker);
    };
  }

  /**
   * Gives a function key one meaning on every screen and over every question, such as F12 for the lock, until the
   * returned function is called.
   */
  reserve(number: number, act: () => void): () => void {
    this.#reserved.set(number, act);
    return () => {
      if (this.#reserved.get(number) === act) this.#reserved.delete(number);
    };
  }

  /** Handles one `keydown`. Keys that are no till key are left to the web view. */
  listen(event: KeyboardEvent): void {
    // While words are being composed every key is the input method's, also Enter, Esc and the function keys. The web
    // view of Linux and macOS says so only by the number 229 when Enter ends the composition.
    if (isTyping(event) && (event.isComposing || event.keyCode === COMPOSING)) return;
    const taker = this.#takers.findLast((each) => each.over) ?? this.#takers.at(-1);
    const key = readKey(event);
    const reserved = key?.kind === 'function' ? this.#reserved.get(key.number) : undefined;
    if (reserved) {
      event.preventDefault();
      if (!event.repeat) reserved();
      return;
    }
    if (!taker || !key) return;
    if (key.kind === 'move' && !taker.moves) return;
    if (isTyping(event) && goesToField(key, event)) return;
    if (isOnButton(event) && key.kind === 'enter') return;
    if (isOnButton(event)) event.target.blur(); // Typing goes to the till again, and so does the next Enter.
    event.preventDefault();
    if (event.repeat) {
      if (key.kind === 'backspace' || key.kind === 'move') taker.hear(key);
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
    taker.hear(key.kind === 'text' || key.kind === 'quick' ? { ...key, startsRun } : key);
  }
}

function readKey(event: KeyboardEvent): Key | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const command = readCommand(event);
  if (command) return command;
  const quick = event.shiftKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  const text = readText(event);
  if (quick !== undefined && text === null) return { kind: 'quick', place: Number(quick), startsRun: true };
  const letter = readLetter(event);
  if (letter !== null && text === null) return { kind: 'letter', letter };
  return text === null ? null : { kind: 'text', text, startsRun: true };
}

/** The letter on the key cap; under a Japanese input method the place on the keyboard says it. */
function readLetter(event: KeyboardEvent): string | null {
  const written = event.key.normalize('NFKC');
  const letter = /^[a-z]$/i.exec(written)?.[0] ?? /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter?.toLowerCase() ?? null;
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
    default: {
      const by = MOVES[name];
      return by && !event.code.startsWith('Numpad') ? { kind: 'move', by } : null;
    }
  }
}

const MOVES: Partial<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page_up',
  PageDown: 'page_down',
  Home: 'first',
  End: 'last',
};

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
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
}

/** True when a text field does something of its own with the key. A search field lets its list be walked through. */
function goesToField(key: Key, event: KeyboardEvent): boolean {
  const isText = event.target instanceof HTMLTextAreaElement;
  switch (key.kind) {
    case 'text':
    case 'backspace':
    case 'clear':
    case 'letter':
    case 'quick':
      return true;
    case 'move':
      return !(event.target as HTMLElement).matches('[type=search]') || /^(first|last)$/.test(key.by);
    case 'enter':
      return isText; // A text of several lines is typed with it.
    case 'escape':
    case 'function':
    case 'burst':
      return false;
    default:
      return key satisfies never;
  }
}

/** True when a button was reached with Tab: Enter presses it, as everywhere. */
function isOnButton(event: KeyboardEvent): event is KeyboardEvent & { target: HTMLButtonElement } {
  return event.target instanceof HTMLButtonElement;
}
