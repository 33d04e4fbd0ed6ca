export type Paper = "mm58" | "mm80" | "mm80_coarse";
