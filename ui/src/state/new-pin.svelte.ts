import { PinEntry } from './pin-entry.svelte';

/** A new PIN, typed twice. Both are forgotten when they differ, and when one is handed over. */
export class NewPin {
  readonly first = new PinEntry();
  readonly again = new PinEntry();
  step = $state.raw<'first' | 'again'>('first');
  /** The two were not the same; both are to be typed again. */
  differs = $state.raw(false);
  /** Nothing was typed when Enter came. */
  isEmpty = $state.raw(false);

  /** The entry that is typed into now. */
  get entry(): PinEntry {
    return this.step === 'first' ? this.first : this.again;
  }

  /** Answers the PIN when it was typed twice, and null while there is more to type. */
  next(): string | null {
    this.differs = false;
    this.isEmpty = this.entry.length === 0;
    if (this.isEmpty) return null;
    if (this.step === 'first') {
      this.step = 'again';
      return null;
    }
    const isSame = this.first.equals(this.again);
    const pin = this.first.take();
    this.again.clear();
    this.step = 'first';
    if (isSame) return pin;
    this.differs = true;
    return null;
  }

  clear(): void {
    this.first.clear();
    this.again.clear();
    this.step = 'first';
    this.differs = false;
    this.isEmpty = false;
  }
}
