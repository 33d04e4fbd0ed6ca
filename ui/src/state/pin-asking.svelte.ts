import { SvelteMap } from 'svelte/reactivity';
import type { Key } from '../input/keyboard';
import type { PersonView } from '../gen/PersonView';
import type { StaffProblem } from '../gen/StaffProblem';
import type { StaffRefusal } from '../gen/StaffRefusal';
import { readStaffProblem, type Broken } from '../ipc/problem';
import { PinEntry } from './pin-entry.svelte';
import { Ticker } from './ticker.svelte';

/** Somebody proves who they are: a person that is chosen, a PIN that is typed, and what the program says of it. */
export class PinAsking {
  readonly entry = new PinEntry();
  busy = $state.raw(false);
  problem = $state.raw<StaffProblem | StaffRefusal | Broken | null>(null);
  /** Nothing was typed when it was sent. */
  isEmpty = $state.raw(false);
  #chosen = $state.raw<number | null>(null);
  /** When the wait of a person ends, by `performance.now()`. */
  readonly #ends = new SvelteMap<number, number>();
  readonly #ticker = new Ticker();

  /** Draws the seconds of a wait until the returned function is called, which forgets what was typed. */
  open(): () => void {
    const stop = this.#ticker.start(250);
    return () => {
      stop();
      this.entry.clear();
    };
  }

  /** What a key means while a PIN is asked for. Enter and Esc are the asking screen's own. */
  hear(key: Key, people: PersonView[]): void {
    switch (key.kind) {
      case 'text':
        this.forget();
        return this.entry.press(key.text);
      case 'backspace':
        return this.entry.erase();
      case 'clear':
      case 'burst':
        return this.entry.clear();
      case 'move':
        if (key.by === 'up') this.step(people, -1);
        if (key.by === 'down') this.step(people, 1);
        return;
      case 'enter':
      case 'escape':
      case 'function':
      case 'letter':
      case 'quick':
        return;
      default:
        return key satisfies never;
    }
  }

  /** Who enters a PIN. */
  get chosen(): number | null {
    return this.#chosen;
  }

  choose(id: number | null): void {
    if (id !== this.#chosen) this.entry.clear();
    this.#chosen = id;
    this.forget();
  }

  /** Goes up or down the list of people. */
  step(people: PersonView[], by: -1 | 1): void {
    const at = people.findIndex((person) => person.id === this.#chosen);
    const next = people[Math.min(people.length - 1, Math.max(0, at + by))];
    if (next) this.choose(next.id);
  }

  /** How many seconds no PIN of whoever is chosen is looked at; 0 while it is. */
  get waitSeconds(): number {
    const end = this.#chosen === null ? undefined : this.#ends.get(this.#chosen);
    return end === undefined ? 0 : Math.max(0, Math.ceil((end - this.#ticker.nowMs) / 1000));
  }

  forget(): void {
    this.problem = null;
    this.isEmpty = false;
  }

  /** Sends what was typed and forgets it. Answers whether it was good. */
  async send(ask: (id: number, pin: string) => Promise<unknown>): Promise<boolean> {
    const id = this.#chosen;
    if (this.busy || id === null || this.waitSeconds > 0) return false;
    this.forget();
    if (this.entry.length === 0) {
      this.isEmpty = true;
      return false;
    }
    this.busy = true;
    try {
      await ask(id, this.entry.take());
      return true;
    } catch (rejection) {
      this.problem = readStaffProblem(rejection);
      this.#heed(id);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #heed(id: number): void {
    const problem = this.problem;
    const seconds =
      problem?.code === 'wait' ? problem.seconds : problem?.code === 'wrong_pin' ? problem.wait_seconds : 0;
    if (seconds === 0) return;
    this.#ticker.nowMs = performance.now(); // A tick that is a moment old would show one second too many.
    this.#ends.set(id, this.#ticker.nowMs + seconds * 1000);
  }
}
