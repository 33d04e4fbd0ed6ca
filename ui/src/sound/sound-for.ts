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
  const rangFor = new Set(before?.notices.map(ringsFor));
  const rings = notices.map(ringsFor).some((number) => number !== null && !rangFor.has(number));
  return rings ? 'settled' : null;
}

/** The sale that a notice rings for: one that ended while nobody looked. */
function ringsFor(notice: Notice): string | null {
  return notice.kind === 'parked_settled' || notice.kind === 'found_afterwards' ? notice.number : null;
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
      return live.direction === 'topup' ? 'topped_up' : 'paid';
    case 'failed':
      return 'failed';
    case 'expired':
      return 'expired';
    default:
      return live satisfies never;
  }
}
