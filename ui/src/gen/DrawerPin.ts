export type DrawerPin = "two" | "five";
