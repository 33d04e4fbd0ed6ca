import type { Notice } from '../gen/Notice';
import type { Till } from './till.svelte';

/** True when staff have to say that they have seen it. */
export function isToBeAcknowledged(notice: Notice): boolean {
  return acknowledging(notice) !== null;
}

/** Staff have seen a notice. */
export function acknowledge(till: Till, notice: Notice): void {
  const act = acknowledging(notice);
  if (act === null) return;
  if (act === 'journal') till.act('acknowledgeJournal', (host) => host.acknowledgeJournal());
  else till.act('done', (host) => host.done(act));
}

/** Staff have seen the first notice that waits for it. */
export function acknowledgeFirst(till: Till, notices: Notice[]): void {
  const first = notices.find(isToBeAcknowledged);
  if (first) acknowledge(till, first);
}

/** The number of the sale whose result is acknowledged by it, the journal itself, or null. */
function acknowledging(notice: Notice): string | null {
  switch (notice.kind) {
    case 'found_afterwards':
    case 'journal_behind':
    case 'parked_settled':
    case 'refund_settled':
      return notice.number;
    case 'journal_begun_anew':
      return 'journal';
    case 'amend_refused':
    case 'clock_off':
    case 'untrusted':
    case 'journal_trouble':
    case 'same_till_code':
      return null;
    default:
      return notice satisfies never;
  }
}
