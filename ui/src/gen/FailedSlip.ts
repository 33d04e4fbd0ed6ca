import type { Trouble } from "./Trouble";
export type FailedSlip = { number: string, trouble: Trouble };
