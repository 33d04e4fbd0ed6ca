import type { Language } from '../gen/Language';
import { overwriteGetLocale } from '../words/runtime';

let current = $state<Language>('ja');

// Every word is read through this state, so a change of language redraws whatever is on the screen.
overwriteGetLocale(() => current);

/** The language of the words on the screen. */
export function language(): Language {
  return current;
}

/** Follows the till's choice; assistive technology is told by the document's own attribute. */
export function useLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
}
