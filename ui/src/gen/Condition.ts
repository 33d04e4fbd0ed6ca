import type { Trouble } from "./Trouble";
export type Condition = { "kind": "unknown" } | { "kind": "ready", paper_low: boolean } | { "kind": "in_trouble", trouble: Trouble };
