import type { Recheck } from '../gen/Recheck';
import type { TimelineCause } from '../gen/TimelineCause';
import type { TimelineItem } from '../gen/TimelineItem';
import { m } from '../words/messages';
import { adviceFor } from './attempt-error';
import { formatMoney } from './money';
import { createReasonWords } from './problem';
import { formatTime } from './time';

/** What asking the server again has found. `alarm` where books and server contradict each other. */
export function recheckWords(recheck: Recheck, unit: string): { words: string; alarm: boolean } {
  switch (recheck.finding) {
    case 'followed':
      return { words: m.recheck_followed(), alarm: false };
    case 'same':
      return { words: m.recheck_same(), alarm: false };
    case 'found_paid':
      return { words: m.recheck_found_paid({ amount: formatMoney(recheck.amount, unit) }), alarm: true };
    case 'not_paid_there':
      return { words: m.recheck_not_paid_there(), alarm: true };
    case 'amount_differs':
      return {
        words: m.recheck_amount_differs({
          here: formatMoney(recheck.here, unit),
          there: formatMoney(recheck.there, unit),
        }),
        alarm: true,
      };
    case 'unanswered':
      return { words: m.recheck_unanswered(), alarm: false };
    case 'refunded_there':
      return { words: m.recheck_refunded_there(), alarm: true };
    default:
      return recheck satisfies never;
  }
}

/** One thing that happened to a sale, as a sentence. */
export function timelineWords(item: TimelineItem, unit: string): string {
  switch (item.event) {
    case 'begun':
      return m.timeline_begun({ amount: formatMoney(item.amount, unit) });
    case 'abandoned':
      return m.timeline_abandoned();
    case 'opened':
      return m.timeline_opened({
        amount: formatMoney(item.amount, unit),
        until: formatTime(item.expires_at),
      });
    case 'opened_unfit':
      return m.timeline_opened_unfit();
    case 'not_opened':
      return m.timeline_not_opened({ reason: createReasonWords(item.problem) });
    case 'cancel_asked':
      return m.timeline_cancel_asked({ cause: causeWords(item.cause) });
    case 'amend_asked':
      return m.timeline_amend_asked({ amount: formatMoney(item.amount, unit) });
    case 'extend_asked':
      return m.timeline_extend_asked();
    case 'confirmed':
      return m.timeline_confirmed({
        amount: formatMoney(item.amount, unit),
        until: formatTime(item.expires_at),
      });
    case 'attempt_seen':
      return item.error_type === ''
        ? m.timeline_attempt_seen()
        : m.timeline_attempt_refused({ reason: adviceFor(item.error_type).headline() });
    case 'succeeded':
      return m.timeline_succeeded({ amount: formatMoney(item.amount, unit) });
    case 'failed':
      return m.timeline_failed({ reason: adviceFor(item.error_type).headline() });
    case 'canceled':
      return m.timeline_canceled();
    case 'expired':
      return m.timeline_expired();
    case 'parked':
      return m.timeline_parked();
    case 'acknowledged':
      return m.timeline_acknowledged();
    case 'adopted':
      return m.timeline_adopted({ amount: formatMoney(item.amount, unit) });
    case 'not_in_list':
      return m.timeline_not_in_list();
    case 'found_paid':
      return m.timeline_found_paid({ amount: formatMoney(item.amount, unit) });
    default:
      return item satisfies never;
  }
}

/** Why a tray was to be withdrawn, in a few words. */
export function causeWords(cause: TimelineCause): string {
  switch (cause) {
    case 'staff':
      return m.cause_staff();
    case 'abandoned':
      return m.cause_abandoned();
    case 'wrong_tray':
      return m.cause_wrong_tray();
    case 'amend_unanswered':
      return m.cause_amend_unanswered();
    case 'unreliable':
      return m.cause_unreliable();
    default:
      return cause satisfies never;
  }
}
