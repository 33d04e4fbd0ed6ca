export type PrintReceipts = "off" | "on_success";
