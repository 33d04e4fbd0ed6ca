/** The longest PIN there is. */
export const LONGEST_PIN = 8;

/**
 * A PIN as it is being typed. Its digits are in no reactive state, in no element and in no field of a form: whatever
 * draws the screen learns only how many there are.
 */
export class PinEntry {
  /** How many digits were typed. */
  length = $state.raw(0);
  #digits = '';

  /** Adds one digit; a key such as `00` is none of a PIN. */
  press(text: string): void {
    if (/^\d$/.test(text) && this.#digits.length < LONGEST_PIN) this.#set(this.#digits + text);
  }

  erase(): void {
    this.#set(this.#digits.slice(0, -1));
  }

  clear(): void {
    this.#set('');
  }

  /** Hands the digits over, once. */
  take(): string {
    const digits = this.#digits;
    this.#set('');
    return digits;
  }

  /** Whether the other entry has the same digits. */
  equals(other: PinEntry): boolean {
    return this.#digits === other.#digits;
  }

  #set(digits: string): void {
    this.#digits = digits;
    this.length = digits.length;
  }
}
