export type Cut = "partial" | "full" | "tear";
