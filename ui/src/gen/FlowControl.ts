export type FlowControl = "none" | "software" | "hardware";
