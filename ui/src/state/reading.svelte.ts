import type { BooksProblem } from '../gen/BooksProblem';
import { readBooksProblem, type Broken } from '../ipc/problem';

/** One answer of the books that a screen shows. Asked again, the newest question wins, whatever comes first. */
export class Reading<Answer> {
  value = $state.raw<Answer | null>(null);
  problem = $state.raw<BooksProblem | Broken | null>(null);
  busy = $state.raw(false);
  #asked = 0;

  /** Asks; the last answer stays on the screen until the next one is there. */
  async read(ask: () => Promise<Answer>): Promise<void> {
    const asked = ++this.#asked;
    this.busy = true;
    try {
      const value = await ask();
      if (asked !== this.#asked) return;
      this.value = value;
      this.problem = null;
    } catch (rejection) {
      if (asked === this.#asked) this.problem = readBooksProblem(rejection);
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }

  /** Shows nothing; an answer that is still on its way is dropped. */
  forget(): void {
    this.#asked += 1;
    this.value = null;
    this.problem = null;
    this.busy = false;
  }
}
