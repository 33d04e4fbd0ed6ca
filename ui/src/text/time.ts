import { language } from '../state/language.svelte';

/** The time of day of an RFC 3339 text, in this machine's time zone. */
export function formatTime(at: string): string {
  return write(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** The hour and minute of an RFC 3339 text. */
export function formatMinute(at: string): string {
  return write(at, { hour: '2-digit', minute: '2-digit' });
}

/** A day such as `2026-11-20`, with its day of the week. It belongs to the shop and to no time zone. */
export function formatDay(day: string): string {
  return write(`${day}T00:00:00Z`, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
}

/** The day and time of an RFC 3339 text; the year too, where it is another one than now. */
export function formatDayTime(at: string): string {
  const sameYear = at.slice(0, 4) === String(new Date().getFullYear());
  return write(at, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Day and time of an RFC 3339 text with its year, as a certificate wants it. */
export function formatMoment(at: string): string {
  return write(at, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The day of an RFC 3339 text with its year, in this machine's time zone. */
export function formatDate(at: string): string {
  return write(at, { dateStyle: 'medium' });
}

/** The time of day so many milliseconds from now. */
export function formatTimeIn(milliseconds: number): string {
  return formatTime(new Date(Date.now() + milliseconds).toISOString());
}

function write(at: string, parts: Intl.DateTimeFormatOptions): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  return new Intl.DateTimeFormat(language() === 'ja' ? 'ja-JP' : 'en-GB', parts).format(time);
}

/** Day and time of an RFC 3339 text, in this machine's time zone. */
export function formatDateTime(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const locale = language() === 'ja' ? 'ja-JP' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
