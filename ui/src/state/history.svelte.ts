import { SvelteMap } from 'svelte/reactivity';
import type { BooksProblem } from '../gen/BooksProblem';
import type { HistoryFilter } from '../gen/HistoryFilter';
import type { HistoryPage } from '../gen/HistoryPage';
import type { HistoryRow } from '../gen/HistoryRow';
import type { Host } from '../ipc/host';
import { readBooksProblem, type Broken } from '../ipc/problem';

/** Rows fetched at once. */
export const PAGE_ROWS = 100;
/** Pages kept; older ones are fetched again when somebody scrolls back to them. */
const KEPT_PAGES = 30;

export const NO_FILTER: HistoryFilter = {
  states: [],
  direction: null,
  shift: null,
  from: null,
  to: null,
  search: '',
};

/**
 * The history as far as it was fetched. **The list is frozen**: no row moves while staff look at it, because a finger
 * that is on its way to "refund" must not land on another sale. What has been sold since is only counted.
 */
export class History {
  filter = $state.raw<HistoryFilter>(NO_FILTER);
  total = $state.raw(0);
  /** How many sales that fit have been made since the list was frozen. */
  newer = $state.raw(0);
  problem = $state.raw<BooksProblem | Broken | null>(null);
  isLoaded = $state.raw(false);
  readonly #rows = new SvelteMap<number, HistoryRow>();
  readonly #host: Host;
  #upTo: number | null = null;
  /** Grows with every new list, so that answers about the last one are dropped. */
  #list = 0;
  #pages: number[] = [];
  #wanted: number[] = [];
  #isFetching = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The row at a place of the list, or undefined while it has not been fetched. */
  row(index: number): HistoryRow | undefined {
    return this.#rows.get(index);
  }

  /** Where a sale stands, if it has been fetched. */
  indexOf(number: string): number | null {
    for (const [index, row] of this.#rows) if (row.number === number) return index;
    return null;
  }

  /** Makes the list anew, with everything sold until now. What was on the screen stays until the answer is there. */
  async open(filter: HistoryFilter = this.filter): Promise<void> {
    this.filter = filter;
    const list = ++this.#list;
    this.#wanted = [];
    try {
      const page = await this.#ask(null, 0, PAGE_ROWS);
      if (list !== this.#list) return;
      this.#rows.clear();
      this.#pages = [];
      this.#upTo = page.up_to;
      this.total = page.total;
      this.newer = 0;
      this.problem = null;
      this.isLoaded = true;
      this.#keep(0, page);
    } catch (rejection) {
      if (list === this.#list) this.problem = readBooksProblem(rejection);
    }
  }

  /** These rows are on the screen: what is missing is fetched, the newest wish first. */
  show(first: number, last: number): void {
    if (!this.isLoaded || this.total === 0) return;
    const wanted: number[] = [];
    for (let page = pageOf(first); page <= pageOf(Math.min(last, this.total - 1)); page += 1) {
      if (!this.#pages.includes(page)) wanted.push(page);
    }
    this.#wanted = wanted;
    void this.#fetch();
  }

  /** Something was sold or settled: rows on the screen are renewed where they stand, and what is new is counted. */
  async renew(first: number, last: number): Promise<void> {
    if (!this.isLoaded) return;
    const list = this.#list;
    try {
      const now = await this.#ask(null, 0, 1);
      if (list !== this.#list) return;
      this.newer = now.up_to === this.#upTo ? 0 : Math.max(0, now.total - this.total);
      const offset = Math.max(0, first);
      const page = await this.#ask(this.#upTo, offset, Math.min(500, Math.max(1, last - offset + 1)));
      if (list === this.#list) page.rows.forEach((row) => this.replace(row));
    } catch {
      // The list as it was fetched stays; the next change asks again.
    }
  }

  /** A newer form of a row takes the place of the one with its number. */
  replace(row: HistoryRow): void {
    const index = this.indexOf(row.number);
    if (index !== null) this.#rows.set(index, row);
  }

  async #fetch(): Promise<void> {
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      for (let page = this.#wanted.shift(); page !== undefined; page = this.#wanted.shift()) {
        const list = this.#list;
        const answer = await this.#ask(this.#upTo, page * PAGE_ROWS, PAGE_ROWS);
        if (list === this.#list) this.#keep(page, answer);
      }
      this.problem = null;
    } catch (rejection) {
      this.problem = readBooksProblem(rejection);
    } finally {
      this.#isFetching = false;
    }
  }

  #keep(page: number, answer: HistoryPage): void {
    answer.rows.forEach((row, place) => this.#rows.set(page * PAGE_ROWS + place, row));
    this.#pages.push(page);
    const oldest = this.#pages.length > KEPT_PAGES ? this.#pages.shift() : undefined;
    if (oldest === undefined) return;
    for (let place = 0; place < PAGE_ROWS; place += 1) this.#rows.delete(oldest * PAGE_ROWS + place);
  }

  async #ask(up_to: number | null, offset: number, limit: number): Promise<HistoryPage> {
    return this.#host.readBooks({ read: 'history', filter: this.filter, up_to, offset, limit });
  }
}

function pageOf(index: number): number {
  return Math.floor(Math.max(0, index) / PAGE_ROWS);
}
