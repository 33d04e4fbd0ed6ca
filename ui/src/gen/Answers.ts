export type Answers = "when_done" | "at_once" | "never";
