import { language } from '../state/language.svelte';

/** The time of day of an RFC 3339 text, in this machine's time zone. */
export function formatTime(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : clock(time);
}

/** Day and time of an RFC 3339 text, in this machine's time zone. */
export function formatMoment(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const locale = language() === 'ja' ? 'ja-JP' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** The time of day so many milliseconds from now. */
export function formatTimeIn(milliseconds: number): string {
  return clock(new Date(Date.now() + milliseconds));
}

function clock(time: Date): string {
  const locale = language() === 'ja' ? 'ja-JP' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(
    time,
  );
}
