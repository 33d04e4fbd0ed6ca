/**
 * Times as staff type them: `11/20`, `2026-11-20`, `2026-11-20 14:35`, full-width digits too. What cannot be read
 * is handed on as it is, and the till says so.
 */

const DAY = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/;
const CLOCK = /^(\d{1,2})[:時](\d{2})分?$/;

/** The day that was typed, as `2026-11-20`; the year is this one where none was typed. */
export function readDay(typed: string, now = new Date()): string {
  const text = typed.normalize('NFKC').trim();
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (month === undefined || day === undefined) return text;
  return `${year ?? now.getFullYear()}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * The moment that was typed, as RFC 3339 in UTC. A day without a time is its first moment, or, where a range ends
 * with it, the first moment after it: whoever says "until the 20th" means to have the 20th.
 */
export function readMoment(typed: string, edge: 'from' | 'to', now = new Date()): string {
  const text = typed.normalize('NFKC').trim();
  const [first = '', clock] = text.split(/[\sT]+/);
  const day = readDay(first, now);
  const [year, month, date] = day.split('-').map(Number);
  const [, hour, minute] = CLOCK.exec(clock ?? '0:00') ?? [];
  if (year === undefined || month === undefined || date === undefined || hour === undefined) return text;
  const isWholeDay = clock === undefined;
  const moment = new Date(
    year,
    month - 1,
    date + (isWholeDay && edge === 'to' ? 1 : 0),
    Number(hour),
    Number(minute),
  );
  const begins = new Date(year, month - 1, date);
  // The 31st of a short month would silently become another day.
  const exists = begins.getMonth() === month - 1 && Number(hour) < 24 && Number(minute) < 60;
  return exists ? moment.toISOString() : text;
}
