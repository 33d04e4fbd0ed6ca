import { afterEach, expect } from 'vitest';
import { useLanguage } from '../state/language.svelte';
import type { Guidance } from './guidance';

afterEach(() => useLanguage('ja'));

/** The codes of a record. Where its type names every code, one that Rust adds and that has no line does not compile. */
export const keys = <Name extends string>(record: Record<Name, unknown>) => Object.keys(record) as Name[];

/** The sentence in both languages; neither may be missing, and the English one has no Japanese in it. */
export function inBoth(words: () => string): void {
  useLanguage('ja');
  const japanese = words();
  useLanguage('en');
  const english = words();
  expect(japanese).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  expect(english).toMatch(/[a-z]/i);
  expect(english).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}

/** A headline, one next key, and something to say where a customer is at the counter. */
export function guided(guidance: Guidance, isServing = false): void {
  inBoth(() => guidance.headline());
  if (guidance.say) inBoth(guidance.say);
  if (isServing) expect(guidance.say).not.toBeNull();
  expect(guidance.next.key).toMatch(/^(Enter|Esc|F\d{1,2}|[A-Z]|0–9)$/);
  inBoth(() => guidance.next.words());
}
