import type { Condition } from "./Condition";
import type { FailedSlip } from "./FailedSlip";
export type PrinterState = { condition: Condition, waiting: number, failed: Array<FailedSlip> };
