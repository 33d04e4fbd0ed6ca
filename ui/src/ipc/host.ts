/**
 * Everything the UI may ask of the program behind the window. Two hosts exist: the real one, and a simulated one
 * for browser tests and the gallery. A call that the till refuses rejects with a {@link Problem}.
 *
 * Every call that moves money, changes settings or hands something out may reject with a `StaffRefusal` instead: then
 * somebody logs in or approves by PIN ({@link Host.staffAct}), and the very same call is made again.
 */

import type { BillAct } from '../gen/BillAct';
import type { BooksAnswer } from '../gen/BooksAnswer';
import type { BooksQuestion } from '../gen/BooksQuestion';
import type { CommandProblem } from '../gen/CommandProblem';
import type { CustomerScreenAct } from '../gen/CustomerScreenAct';
import type { Direction } from '../gen/Direction';
import type { ExportAct } from '../gen/ExportAct';
import type { Exported } from '../gen/Exported';
import type { ExportProgress } from '../gen/ExportProgress';
import type { PrintAct } from '../gen/PrintAct';
import type { PrintAnswer } from '../gen/PrintAnswer';
import type { Language } from '../gen/Language';
import type { PracticeCustomer } from '../gen/PracticeCustomer';
import type { Recheck } from '../gen/Recheck';
import type { Reconciliation } from '../gen/Reconciliation';
import type { SettingsAct } from '../gen/SettingsAct';
import type { SettingsAnswer } from '../gen/SettingsAnswer';
import type { ShiftAct } from '../gen/ShiftAct';
import type { DroppedFiles } from '../gen/DroppedFiles';
import type { SetupAct } from '../gen/SetupAct';
import type { SetupAnswer } from '../gen/SetupAnswer';
import type { Snapshot } from '../gen/Snapshot';
import type { StaffAct } from '../gen/StaffAct';
import type { StaffRefusal } from '../gen/StaffRefusal';

/** What the program behind the window may refuse with a bare code: a practice scan, and a picture of the QR. */
export type BareProblem = 'nothing_to_scan' | 'practice_not_running' | 'no_qr' | 'cannot_write';

/** Why a key did not do what it asked for: the till's own reason, or that the call itself broke. */
export type Problem =
  | CommandProblem
  | StaffRefusal
  | { [Code in BareProblem]: { code: Code } }[BareProblem]
  | { code: 'unexpected' };

/** What a new sale is about. `amount` is the decimal text that was shown back to staff. */
export interface NewSale {
  direction: Direction;
  amount: string;
  note: string;
}

/** What the books answer to a question of one kind. */
export type Answer<Question extends BooksQuestion> = Extract<BooksAnswer, { read: Question['read'] }>;

/** What starts an export. */
export type ExportStart = Extract<ExportAct, { act: 'start' }>;

/** What the program answers to an act about paper. */
export type PrintAnswerTo<Act extends PrintAct> = Act extends { act: 'preview' }
  ? Extract<PrintAnswer, { answer: 'picture' }>
  : Act extends { act: 'choices' }
    ? Extract<PrintAnswer, { answer: 'choices' }>
    : Extract<PrintAnswer, { answer: 'done' }>;

/** What the program answers to an act of set-up. */
export type SetupAnswerTo<Act extends SetupAct> = Act extends { act: 'pick_file' }
  ? Extract<SetupAnswer, { answer: 'picked' }>
  : Extract<SetupAnswer, { answer: 'done' }>;

/** What the program answers to an act on the settings. */
export type SettingsAnswerTo<Act extends SettingsAct> = Act extends { act: 'export' }
  ? Extract<SettingsAnswer, { answer: 'exported' }>
  : Act extends { act: 'import' }
    ? Extract<SettingsAnswer, { answer: 'imported' }>
    : Extract<SettingsAnswer, { answer: 'done' }>;

/** The program behind the window. */
export interface Host {
  /** Hears of every change until the returned function is called. */
  listen(hear: (snapshot: Snapshot) => void): Promise<() => void>;
  /** The window is drawn; answers what it should show. */
  ready(): Promise<Snapshot>;
  /** What is done before the till sells. What comes of it shows in the snapshots. Rejects with a `SetupProblem`. */
  setupAct<Act extends SetupAct>(act: Act): Promise<SetupAnswerTo<Act>>;
  /** Hears of files dropped on the window while nothing is sold, until the returned function is called. */
  listenDrops(hear: (dropped: DroppedFiles) => void): Promise<() => void>;
  startSale(sale: NewSale): Promise<void>;
  cancelSale(number: string): Promise<void>;
  amendSale(number: string, amount: string): Promise<void>;
  extendSale(number: string): Promise<void>;
  parkSale(number: string): Promise<void>;
  /** Asks the server again; answers what that found where the sale has ended already. */
  checkNow(number: string): Promise<Recheck>;
  newQr(number: string): Promise<void>;
  done(number: string): Promise<void>;
  /** What takes more than one sale: a top-up first, parts, the rest in cash. */
  billAct(act: BillAct): Promise<void>;
  /** Takes a whole sale back. The reason is asked for and may not be empty. */
  refundSale(number: string, reason: string): Promise<void>;
  /** Reads the books. Rejects with a `BooksProblem`. */
  readBooks<Question extends BooksQuestion>(question: Question): Promise<Answer<Question>>;
  /** Opens or closes a shift and answers its number. Rejects with a `ShiftProblem`. */
  shiftAct(act: ShiftAct): Promise<number>;
  /** Log in, lock, approve; the people themselves. Rejects with a `StaffProblem`. */
  staffAct(act: StaffAct): Promise<void>;
  /** Compares a shift with the server's list. Rejects with a `BooksProblem`. */
  reconcile(shift: number): Promise<Reconciliation>;
  /** Writes a file of the books and answers where it is. Rejects with a `BooksProblem`. */
  startExport(start: ExportStart): Promise<Exported>;
  /** Ends the export that runs; {@link startExport} then rejects with `export_canceled`. */
  cancelExport(): Promise<void>;
  /** Hears how far an export is until the returned function is called. */
  listenExport(hear: (progress: ExportProgress) => void): Promise<() => void>;
  /** Everything about paper: a look at a slip, a slip, the printer. Rejects with a `PrintProblem`. */
  print<Act extends PrintAct>(act: Act): Promise<PrintAnswerTo<Act>>;
  /** Staff have seen that the journal was damaged and begun anew. */
  acknowledgeJournal(): Promise<void>;
  /** The amount that a typed text such as `1200+300×2` comes to, or why it is none. The UI never computes it. */
  readAmount(text: string): Promise<string>;
  /** Somebody began to type an amount: the connection may be opened early. */
  warmUp(): Promise<void>;
  /** Words on the customer's screen in this language, until the sale is over. */
  setCustomerLanguage(language: Language): Promise<void>;
  /** What staff do with the customer's screen. */
  customerScreen(act: CustomerScreenAct): Promise<void>;
  /** Everything about the settings; what is set now comes with the next snapshot. Rejects with a `SettingsProblem`. */
  settingsAct<Act extends SettingsAct>(act: Act): Promise<SettingsAnswerTo<Act>>;
  practiceCustomers(): Promise<PracticeCustomer[]>;
  practiceScan(customer: string): Promise<void>;
  /** Saves the QR as a picture and answers where. */
  saveQr(number: string): Promise<string>;
  /** The window stays open, though it was to be closed over a sale that has not ended. */
  stayOpen(): Promise<void>;
  /** The window closes; what has not ended is taken up again at the next start. */
  closeWindow(): Promise<void>;
}
