import type { Language } from '../gen/Language';
import type { PracticeCustomer } from '../gen/PracticeCustomer';
import type { Snapshot } from '../gen/Snapshot';
import type { Host, NewSale, Problem } from './host';

/** One thing the UI asked for. */
export interface Call {
  name: keyof Host;
  arguments: unknown[];
}

/**
 * A host without a till behind it: it shows the snapshots it is given and writes down what it is asked.
 * It decides nothing about sales, so a test says itself what the till would say.
 */
export class SimulatedHost implements Host {
  readonly calls: Call[] = [];
  customers: PracticeCustomer[] = [];
  /** What `readAmount` answers for a text; a plain number of digits is its own answer. */
  readonly amounts = new Map<string, string>();
  #snapshot: Snapshot;
  #hear: ((snapshot: Snapshot) => void) | null = null;
  readonly #refusals = new Map<keyof Host, Problem | string>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Publishes a snapshot, as the program does with every change. */
  show(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#hear?.(snapshot);
  }

  /** From now on the named call is refused; `null` ends that. */
  refuse(name: keyof Host, problem: Problem | string | null): void {
    if (problem === null) this.#refusals.delete(name);
    else this.#refusals.set(name, problem);
  }

  /** The arguments of every call of that name, oldest first. */
  asked(name: keyof Host): unknown[][] {
    return this.calls.filter((call) => call.name === name).map((call) => call.arguments);
  }

  async listen(hear: (snapshot: Snapshot) => void): Promise<() => void> {
    this.#hear = hear;
    return () => {
      this.#hear = null;
    };
  }
  ready = () => this.#answer('ready', [], this.#snapshot);
  choosePractice = () => this.#answer('choosePractice', [], undefined);
  startSale = (sale: NewSale) => this.#answer('startSale', [sale], undefined);
  cancelSale = (number: string) => this.#answer('cancelSale', [number], undefined);
  amendSale = (number: string, amount: string) => this.#answer('amendSale', [number, amount], undefined);
  extendSale = (number: string) => this.#answer('extendSale', [number], undefined);
  parkSale = (number: string) => this.#answer('parkSale', [number], undefined);
  checkNow = (number: string) => this.#answer('checkNow', [number], undefined);
  newQr = (number: string) => this.#answer('newQr', [number], undefined);
  done = (number: string) => this.#answer('done', [number], undefined);
  refundSale = (number: string, reason: string) => this.#answer('refundSale', [number, reason], undefined);
  readAmount = (text: string) => this.#answer('readAmount', [text], this.amounts.get(text) ?? text);
  warmUp = () => this.#answer('warmUp', [], undefined);
  setLanguage = (language: Language) => {
    this.show({ ...this.#snapshot, language });
    return this.#answer('setLanguage', [language], undefined);
  };
  practiceCustomers = () => this.#answer('practiceCustomers', [], this.customers);
  practiceScan = (customer: string) => this.#answer('practiceScan', [customer], undefined);
  stayOpen = () => this.#answer('stayOpen', [], undefined);
  closeWindow = () => this.#answer('closeWindow', [], undefined);
  saveQr = (number: string) => this.#answer('saveQr', [number], `/tmp/${number}.png`);

  async #answer<T>(name: keyof Host, given: unknown[], answer: T): Promise<T> {
    this.calls.push({ name, arguments: given });
    const refusal = this.#refusals.get(name);
    if (refusal !== undefined) throw refusal;
    return answer;
  }
}
