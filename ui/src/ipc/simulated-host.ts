import type { BillAct } from '../gen/BillAct';
import type { BooksProblem } from '../gen/BooksProblem';
import type { BooksQuestion } from '../gen/BooksQuestion';
import type { CustomerScreenAct } from '../gen/CustomerScreenAct';
import type { Choices } from '../gen/Choices';
import type { Exported } from '../gen/Exported';
import type { ExportProgress } from '../gen/ExportProgress';
import type { Language } from '../gen/Language';
import type { PracticeCustomer } from '../gen/PracticeCustomer';
import type { PrintAct } from '../gen/PrintAct';
import type { PrintAnswer } from '../gen/PrintAnswer';
import type { PrintProblem } from '../gen/PrintProblem';
import type { Recheck } from '../gen/Recheck';
import type { Reconciliation } from '../gen/Reconciliation';
import type { SettingsAct } from '../gen/SettingsAct';
import type { SettingsAnswer } from '../gen/SettingsAnswer';
import type { SettingsProblem } from '../gen/SettingsProblem';
import type { ShiftAct } from '../gen/ShiftAct';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { DroppedFiles } from '../gen/DroppedFiles';
import type { SetupAct } from '../gen/SetupAct';
import type { SetupAnswer } from '../gen/SetupAnswer';
import type { SetupProblem } from '../gen/SetupProblem';
import type { Snapshot } from '../gen/Snapshot';
import type { StaffAct } from '../gen/StaffAct';
import type { StaffProblem } from '../gen/StaffProblem';
import type { StaffRefusal } from '../gen/StaffRefusal';
import { ExampleBooks } from '../examples/books';
import { RECONCILIATION } from '../examples/reconciliation';
import { OPEN_SHIFT } from '../examples/trade';
import { CHOICES, RECEIPT } from '../examples/printing';
import type {
  Answer,
  ExportStart,
  Host,
  NewSale,
  PrintAnswerTo,
  Problem,
  SettingsAnswerTo,
  SetupAnswerTo,
} from './host';

/** What a call is refused with: a reason of the contract, or words that nobody knows. */
export type Refusal =
  | Problem
  | BooksProblem
  | ShiftProblem
  | PrintProblem
  | SettingsProblem
  | SetupProblem
  | StaffProblem
  | StaffRefusal
  | string;

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
  /** What the books say; a test may put other ones in their place. */
  books = new ExampleBooks();
  /** What asking the server again finds. */
  recheck: Recheck = { finding: 'same' };
  reconciliation: Reconciliation = RECONCILIATION;
  /** The printer's settings, and what there is to choose from. */
  choices: Extract<PrintAnswer, { answer: 'choices' }> = CHOICES;
  /** Answers a started export; null while it is being written. */
  exported: Exported | null = {
    path: '/home/till/Documents/Cashtray/cashtray-2026-11-20-shift37.csv',
    rows: 412,
  };
  /** What a person picks in the system's own window; `null` when they close it. */
  picked: string | null = null;
  #hearDrops: ((dropped: DroppedFiles) => void) | null = null;
  #hearExport: ((progress: ExportProgress) => void) | null = null;
  #endExport: ((problem: BooksProblem) => void) | null = null;
  #snapshot: Snapshot;
  #hear: ((snapshot: Snapshot) => void) | null = null;
  readonly #refusals = new Map<keyof Host, Refusal>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Publishes a snapshot, as the program does with every change. */
  show(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#hear?.(snapshot);
  }

  /** From now on the named call is refused; `null` ends that. */
  refuse(name: keyof Host, problem: Refusal | null): void {
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
  setupAct = async <Act extends SetupAct>(act: Act): Promise<SetupAnswerTo<Act>> => {
    await this.#answer('setupAct', [act], undefined);
    const answer: SetupAnswer =
      act.act === 'pick_file' ? { answer: 'picked', path: this.picked } : { answer: 'done' };
    return answer as SetupAnswerTo<Act>;
  };
  listenDrops = async (hear: (dropped: DroppedFiles) => void): Promise<() => void> => {
    this.#hearDrops = hear;
    return () => {
      this.#hearDrops = null;
    };
  };
  /** Files are dropped on the window. */
  drop(dropped: DroppedFiles): void {
    this.#hearDrops?.(dropped);
  }
  startSale = (sale: NewSale) => this.#answer('startSale', [sale], undefined);
  cancelSale = (number: string) => this.#answer('cancelSale', [number], undefined);
  amendSale = (number: string, amount: string) => this.#answer('amendSale', [number, amount], undefined);
  extendSale = (number: string) => this.#answer('extendSale', [number], undefined);
  parkSale = (number: string) => this.#answer('parkSale', [number], undefined);
  checkNow = (number: string) => this.#answer('checkNow', [number], this.recheck);
  newQr = (number: string) => this.#answer('newQr', [number], undefined);
  acknowledgeJournal = () => this.#answer('acknowledgeJournal', [], undefined);
  done = (number: string) => this.#answer('done', [number], undefined);
  billAct = (act: BillAct) => this.#answer('billAct', [act], undefined);
  refundSale = (number: string, reason: string) => this.#answer('refundSale', [number, reason], undefined);
  readBooks = async <Question extends BooksQuestion>(question: Question): Promise<Answer<Question>> => {
    await this.#answer('readBooks', [question], undefined);
    return this.books.answer(question) as Answer<Question>;
  };
  shiftAct = async (act: ShiftAct): Promise<number> => {
    await this.#answer('shiftAct', [act], undefined);
    if (act.act === 'open') return OPEN_SHIFT;
    Object.assign(this.books, { isClosed: true, counted: act.counted || null, closedBy: act.staff || null });
    return act.shift;
  };
  staffAct = (act: StaffAct) => this.#answer('staffAct', [act], undefined);
  reconcile = (shift: number) => this.#answer('reconcile', [shift], this.reconciliation);
  startExport = async (start: ExportStart): Promise<Exported> => {
    await this.#answer('startExport', [start], undefined);
    if (this.exported) return this.exported;
    return new Promise((_, reject) => (this.#endExport = reject));
  };
  cancelExport = async () => {
    await this.#answer('cancelExport', [], undefined);
    this.#endExport?.({ code: 'export_canceled' });
  };
  listenExport = async (hear: (progress: ExportProgress) => void): Promise<() => void> => {
    this.#hearExport = hear;
    return () => {
      this.#hearExport = null;
    };
  };
  /** Says how far the export is, as the program does while it writes. */
  tellExport(progress: ExportProgress): void {
    this.#hearExport?.(progress);
  }
  print = async <Act extends PrintAct>(act: Act): Promise<PrintAnswerTo<Act>> => {
    await this.#answer('print', [act], undefined);
    return this.#printed(act) as PrintAnswerTo<Act>;
  };
  #printed(act: PrintAct): PrintAnswer {
    if (act.act === 'preview') return { answer: 'picture', url: RECEIPT };
    if (act.act === 'choices') return this.choices;
    return { answer: 'done' };
  }
  readAmount = (text: string) => this.#answer('readAmount', [text], this.amounts.get(text) ?? text);
  warmUp = () => this.#answer('warmUp', [], undefined);
  settingsAct = async <Act extends SettingsAct>(act: Act): Promise<SettingsAnswerTo<Act>> => {
    await this.#answer('settingsAct', [act], undefined);
    return this.#afterSettings(act) as SettingsAnswerTo<Act>;
  };
  setCustomerLanguage = (language: Language) => {
    this.show({ ...this.#snapshot, customer: { ...this.#snapshot.customer, language } });
    return this.#answer('setCustomerLanguage', [language], undefined);
  };
  customerScreen = (act: CustomerScreenAct) => this.#answer('customerScreen', [act], undefined);
  /** Shows what the program would after an act that it took. An import changes nothing here: nothing reads it. */
  #afterSettings(act: SettingsAct): SettingsAnswer {
    const { choices, defaults } = this.#snapshot.settings;
    switch (act.act) {
      case 'change':
        this.#choose({ ...choices, [act.setting.setting]: act.setting.value });
        break;
      case 'reset':
        this.#choose({ ...choices, [act.setting]: defaults[act.setting] });
        break;
      case 'defaults':
        this.#choose({ ...defaults, language: choices.language, till_code: choices.till_code });
        break;
      case 'acknowledge':
        this.show({ ...this.#snapshot, settings: { ...this.#snapshot.settings, notice: null } });
        break;
      case 'export':
        return { answer: 'exported', path: '/home/till/Documents/Cashtray/cashtray-settings.json' };
      case 'import':
        return { answer: 'imported', changed: [], with_printing: false, unknown: [] };
      default:
        return act satisfies never;
    }
    return { answer: 'done' };
  }
  #choose(choices: Choices): void {
    const settings = { ...this.#snapshot.settings, choices };
    this.show({ ...this.#snapshot, language: choices.language, settings });
  }
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
