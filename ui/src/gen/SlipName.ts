export type SlipName = { "of": "sale", number: string } | { "of": "shift", shift: number | null };
