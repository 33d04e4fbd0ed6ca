import type { Notice } from '../gen/Notice';
import type { SaleView } from '../gen/SaleView';
import type { Snapshot } from '../gen/Snapshot';
import type { Sound } from './tones';

/** The sound that belongs to a change of the screen, or none. A sound is heard once, when its state appears. */
export function soundFor(shown: Snapshot | null, next: Snapshot): Sound | null {
  if (next.stage !== 'selling') return null;
  const before = shown?.stage === 'selling' ? shown.till : null;
  const { live, notices } = next.till;
  if (live && !(before?.live?.number === live.number && before.live.state === live.state)) {
    const sound = soundOfState(live);
    if (sound) return sound;
  }
  const rangFor = new Set(before?.notices.map(settledKey));
  const settled = notices.map(settledKey).some((key) => key !== null && !rangFor.has(key));
  return settled ? 'settled' : null;
}

/** Names what a notice says has settled, and how; `null` for a notice about something else. */
function settledKey(notice: Notice): string | null {
  switch (notice.kind) {
    case 'parked_settled':
    case 'refund_settled':
      return `${notice.kind} ${notice.number} ${notice.outcome}`;
    case 'found_afterwards':
      return `${notice.kind} ${notice.number}`;
    case 'clock_off':
    case 'untrusted':
    case 'journal_trouble':
    case 'journal_begun_anew':
    case 'amend_refused':
    case 'journal_behind':
    case 'same_till_code':
      return null;
    default:
      return notice satisfies never;
  }
}

function soundOfState(live: SaleView): Sound | null {
  switch (live.state) {
    case 'creating':
    case 'waiting':
    case 'checking':
    case 'canceled':
    case 'not_created':
      return null;
    case 'succeeded':
      // Before anything is handed over staff must look.
      if (live.shown_amount !== null || live.scanned_first !== null || live.twice_of !== null)
        return 'attention';
      return live.direction === 'topup' ? 'topped_up' : 'paid';
    case 'failed':
      return 'failed';
    case 'expired':
      return 'expired';
    default:
      return live satisfies never;
  }
}
