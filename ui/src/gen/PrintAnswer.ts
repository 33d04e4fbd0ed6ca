import type { PrintSettings } from "./PrintSettings";
import type { UsbPrinter } from "./UsbPrinter";
export type PrintAnswer = { "answer": "done" } | { "answer": "picture", url: string } | { "answer": "choices", settings: PrintSettings, usb: Array<UsbPrinter>, serial: Array<string> };
