import type { PrinterAddress } from "./PrinterAddress";
import type { Paper } from "./Paper";
import type { Letters } from "./Letters";
import type { Cut } from "./Cut";
import type { DrawerPin } from "./DrawerPin";
import type { Answers } from "./Answers";
export type PrinterProfile = { address: PrinterAddress, paper: Paper, letters: Letters, cut: Cut, drawer: DrawerPin | null, answers: Answers };
