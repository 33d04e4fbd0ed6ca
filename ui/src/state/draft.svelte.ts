import type { Direction } from '../gen/Direction';
import type { SaleView } from '../gen/SaleView';
import type { Host } from '../ipc/host';
import { Entry } from './entry.svelte';

/** The sale that is being typed. Kept while a QR is on its way, so that a sale without a QR loses nothing. */
export class Draft {
  direction = $state<Direction>('payment');
  note = $state('');
  readonly entry: Entry;
  #followed: string | null = null;
  #state: SaleView['state'] | null = null;
  #liveDirection: Direction | null = null;

  constructor(host: Host) {
    this.entry = new Entry(host);
  }

  clear(): void {
    this.entry.clear();
    this.note = '';
  }

  /** Reacts to the live sale: once it has a QR the draft is used up; without one it comes back whole. */
  follow(live: SaleView | null): void {
    const changed = live?.number !== this.#followed || live?.state !== this.#state;
    if (!changed) return;
    if (live === null && this.#liveDirection === 'topup' && this.#state !== 'not_created') {
      // Forgetting to change back would charge the next customer the wrong way round.
      this.direction = 'payment';
    }
    this.#followed = live?.number ?? null;
    this.#state = live?.state ?? null;
    this.#liveDirection = live?.direction ?? null;
    if (live === null || live.state === 'creating') return;
    if (live.state === 'not_created') {
      this.direction = live.direction;
      this.entry.replace(live.amount);
      this.note = live.note;
    } else {
      this.clear();
    }
  }
}
