export type Letters = "drawn" | "printers";
