import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { BillAct } from '../gen/BillAct';
import type { BooksQuestion } from '../gen/BooksQuestion';
import type { CustomerAct } from '../gen/CustomerAct';
import type { CustomerScreenAct } from '../gen/CustomerScreenAct';
import type { Exported } from '../gen/Exported';
import type { ExportProgress } from '../gen/ExportProgress';
import type { Language } from '../gen/Language';
import type { PracticeCustomer } from '../gen/PracticeCustomer';
import type { PrintAct } from '../gen/PrintAct';
import type { Recheck } from '../gen/Recheck';
import type { Reconciliation } from '../gen/Reconciliation';
import type { SaleAct } from '../gen/SaleAct';
import type { SettingsAct } from '../gen/SettingsAct';
import type { ShiftAct } from '../gen/ShiftAct';
import type { DroppedFiles } from '../gen/DroppedFiles';
import type { SetupAct } from '../gen/SetupAct';
import type { Snapshot } from '../gen/Snapshot';
import type { StaffAct } from '../gen/StaffAct';
import type {
  Answer,
  ExportStart,
  Host,
  NewSale,
  PrintAnswerTo,
  SettingsAnswerTo,
  SetupAnswerTo,
} from './host';

/** The real host: the Rust program that owns this window. */
export class TauriHost implements Host {
  listen(hear: (snapshot: Snapshot) => void): Promise<() => void> {
    return listen<Snapshot>('snapshot', (event) => hear(event.payload));
  }
  ready(): Promise<Snapshot> {
    return invoke('ready');
  }
  setupAct<Act extends SetupAct>(act: Act): Promise<SetupAnswerTo<Act>> {
    return invoke('setup_act', { act });
  }
  listenDrops(hear: (dropped: DroppedFiles) => void): Promise<() => void> {
    return listen<DroppedFiles>('dropped', (event) => hear(event.payload));
  }
  startSale(sale: NewSale): Promise<void> {
    return invoke('start_sale', { ...sale });
  }
  cancelSale(number: string): Promise<void> {
    return this.#saleAct({ act: 'cancel', number });
  }
  amendSale(number: string, amount: string): Promise<void> {
    return this.#saleAct({ act: 'amend', number, amount });
  }
  extendSale(number: string): Promise<void> {
    return this.#saleAct({ act: 'extend', number });
  }
  parkSale(number: string): Promise<void> {
    return this.#saleAct({ act: 'park', number });
  }
  checkNow(number: string): Promise<Recheck> {
    return invoke('check_now', { number });
  }
  newQr(number: string): Promise<void> {
    return this.#saleAct({ act: 'new_qr', number });
  }
  acknowledgeJournal(): Promise<void> {
    return this.#saleAct({ act: 'acknowledge_journal' });
  }
  done(number: string): Promise<void> {
    return this.#saleAct({ act: 'done', number });
  }
  billAct(bill: BillAct): Promise<void> {
    return this.#saleAct({ act: 'bill', bill });
  }
  refundSale(number: string, reason: string): Promise<void> {
    return this.#saleAct({ act: 'refund', number, reason });
  }
  readBooks<Question extends BooksQuestion>(question: Question): Promise<Answer<Question>> {
    return invoke('read_books', { question });
  }
  shiftAct(act: ShiftAct): Promise<number> {
    return invoke('shift_act', { act });
  }
  staffAct(act: StaffAct): Promise<void> {
    return invoke('staff_act', { act });
  }
  reconcile(shift: number): Promise<Reconciliation> {
    return invoke('reconcile', { shift });
  }
  startExport(start: ExportStart): Promise<Exported> {
    return invoke('export', { act: start });
  }
  cancelExport(): Promise<void> {
    return invoke('export', { act: { act: 'cancel' } });
  }
  listenExport(hear: (progress: ExportProgress) => void): Promise<() => void> {
    return listen<ExportProgress>('export', (event) => hear(event.payload));
  }
  print<Act extends PrintAct>(act: Act): Promise<PrintAnswerTo<Act>> {
    return invoke('print', { act });
  }
  readAmount(text: string): Promise<string> {
    return invoke('read_amount', { text });
  }
  warmUp(): Promise<void> {
    return invoke('warm_up');
  }
  settingsAct<Act extends SettingsAct>(act: Act): Promise<SettingsAnswerTo<Act>> {
    return invoke('settings_act', { act });
  }
  setCustomerLanguage(language: Language): Promise<void> {
    const act: CustomerAct = { act: 'language', language };
    return invoke('customer_act', { act });
  }
  customerScreen(act: CustomerScreenAct): Promise<void> {
    return invoke('customer_screen', { act });
  }
  practiceCustomers(): Promise<PracticeCustomer[]> {
    return invoke('practice_customers');
  }
  practiceScan(customer: string): Promise<void> {
    return invoke('practice_scan', { customer });
  }
  saveQr(number: string): Promise<string> {
    return invoke('save_qr', { number });
  }
  stayOpen(): Promise<void> {
    return invoke('stay_open');
  }
  closeWindow(): Promise<void> {
    return invoke('close_window');
  }

  #saleAct(act: SaleAct): Promise<void> {
    return invoke('sale_act', { act });
  }
}
