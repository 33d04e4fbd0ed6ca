import type { SlipName } from "./SlipName";
import type { PrinterWish } from "./PrinterWish";
export type PrintAct = { "act": "preview", slip: SlipName } | { "act": "print", slip: SlipName } | { "act": "retry" } | { "act": "forget" } | { "act": "choices" } | { "act": "change", wish: PrinterWish } | { "act": "test" };
