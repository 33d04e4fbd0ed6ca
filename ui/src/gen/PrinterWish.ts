import type { PlaceWish } from "./PlaceWish";
import type { Paper } from "./Paper";
import type { Letters } from "./Letters";
import type { Cut } from "./Cut";
import type { DrawerPin } from "./DrawerPin";
import type { PrintReceipts } from "./PrintReceipts";
export type PrinterWish = { place: PlaceWish, paper: Paper, letters: Letters, cut: Cut, drawer: DrawerPin | null, print_receipts: PrintReceipts };
