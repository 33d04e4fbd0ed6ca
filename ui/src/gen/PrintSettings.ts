import type { PrinterProfile } from "./PrinterProfile";
import type { PrintReceipts } from "./PrintReceipts";
export type PrintSettings = { printer: PrinterProfile | null, print_receipts: PrintReceipts };
