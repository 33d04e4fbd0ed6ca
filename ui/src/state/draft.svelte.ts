import type { BillView } from '../gen/BillView';
import type { Direction } from '../gen/Direction';
import type { SaleView } from '../gen/SaleView';
import type { Host } from '../ipc/host';
import { Entry } from './entry.svelte';

/** The sale that is being typed. Kept while a QR is on its way, so that a sale without a QR loses nothing. */
export class Draft {
  direction = $state<Direction>('payment');
  note = $state('');
  /** The bill whose next step is being typed. */
  bill = $state<number | null>(null);
  readonly entry: Entry;
  #followed: string | null = null;
  #state: SaleView['state'] | null = null;
  #liveDirection: Direction | null = null;
  #step = '';

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
      this.bill = live.bill;
    } else {
      this.clear();
    }
  }

  /** Reacts to the bill: its next step comes back by itself, once, and waits for Enter. */
  followBill(bill: BillView | null, live: SaleView | null): void {
    if (bill === null) {
      if (this.bill !== null) this.leaveBill();
      this.#step = '';
      return;
    }
    if (live !== null || bill.under_way !== null) return;
    const step = `${bill.number} ${bill.state} ${bill.settled.length}`;
    if (step === this.#step) return;
    this.#step = step;
    this.takeBill(bill);
  }

  /** What is typed from now on is the bill's next step, with its amount where the bill knows it. */
  takeBill(bill: BillView): void {
    this.clear();
    this.bill = bill.number;
    this.direction = bill.state === 'topup_first' ? 'topup' : bill.direction;
    this.note = bill.note;
    if (bill.state === 'next') this.entry.replace(bill.open_parts[0] ?? '');
  }

  /** Somebody else comes first; the bill waits. */
  leaveBill(): void {
    this.bill = null;
    this.direction = 'payment';
    this.clear();
  }
}
