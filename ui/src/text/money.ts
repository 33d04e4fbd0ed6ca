import { language } from '../state/language.svelte';

/** Puts separators between the thousands of a decimal text. The digits stay the till's own: nothing is computed. */
export function groupThousands(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** An amount with its unit, as it is written in the language of the screen. */
export function formatMoney(amount: string, unit: string): string {
  const number = groupThousands(amount);
  if (language() === 'ja') return `${number}${unit}`;
  return unit === '円' ? `¥${number}` : `${number} ${unit}`;
}

/** A typed amount, which may be a sum, with its thousands separated. */
export function groupTyped(text: string): string {
  return text.replace(/\d+(\.\d*)?/g, groupThousands);
}

/** The unit alone, as the name of a field for an amount has it. */
export function unitWord(unit: string): string {
  return language() !== 'ja' && unit === '円' ? '¥' : unit;
}
