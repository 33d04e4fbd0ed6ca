import type { Host } from '../ipc/host';

const OPERATORS = '+×';
/** Longer than any sum a person types; keeps a stuck key from filling the screen. */
const LONGEST = 40;

/** The amount as it is being typed. It is text and stays text: the till reads it, never this class. */
export class Entry {
  text = $state('');
  /** What a sum such as `1200+300×2` comes to, as the till reads it; null for a single number or no valid sum. */
  sum = $state.raw<string | null>(null);
  #beforeRun = '';
  #asked = 0;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Adds a digit, `00`, `+`, `×`, or another single character that was typed. */
  press(text: string): void {
    if (this.text === '' && /\d/.test(text)) this.#host.warmUp().catch(() => undefined);
    this.#set(join(this.text, text));
  }

  /** Puts a whole amount in place of what is typed, or behind an operator. */
  pressAmount(amount: string | undefined): void {
    if (amount === undefined) return;
    if (this.text === '') this.#host.warmUp().catch(() => undefined);
    this.#set(OPERATORS.includes(this.text.slice(-1)) ? this.text + amount : amount);
  }

  erase(): void {
    this.#set(this.text.slice(0, -1));
  }

  clear(): void {
    this.#set('');
  }

  /** Puts a whole text in place: pasted, or kept from a sale that could not be started. */
  replace(text: string): void {
    this.#set(text.normalize('NFKC').replace(/[*xX]/g, '×').trim());
  }

  /** A new run of keys begins; if it proves to be a barcode scanner, {@link undoRun} takes it back. */
  startRun(): void {
    this.#beforeRun = this.text;
  }

  undoRun(): void {
    this.#set(this.#beforeRun);
  }

  #set(text: string): void {
    this.text = text.slice(0, LONGEST);
    this.sum = null;
    const asked = ++this.#asked;
    if (![...OPERATORS].some((operator) => this.text.includes(operator))) return;
    this.#host.readAmount(this.text).then(
      (sum) => {
        if (asked === this.#asked) this.sum = sum;
      },
      () => undefined, // An unfinished sum is no fault yet; Enter says what is wrong with it.
    );
  }
}

function join(before: string, text: string): string {
  if (OPERATORS.includes(text)) {
    if (before === '') return before;
    return (OPERATORS.includes(before.slice(-1)) ? before.slice(0, -1) : before) + text;
  }
  const number = /\d*$/.exec(before)?.[0] ?? '';
  const head = before.slice(0, before.length - number.length);
  if (/^0*$/.test(number) && /^\d+$/.test(text)) return head + (/^0+$/.test(text) ? '0' : text);
  return before + text;
}
