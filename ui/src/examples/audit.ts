/** An audit log as the program would read it, for tests and the gallery. The product never imports this. */

import type { AuditEntry } from '../gen/AuditEntry';
import type { AuditPage } from '../gen/AuditPage';
import type { AuditRow } from '../gen/AuditRow';

const MORI = { id: 1, name: '森' };
const HAYASHI = { id: 2, name: '林' };

const NOBODY = { who: null, approved_by: null };
const CLERK = { who: HAYASHI, approved_by: null };
const APPROVED = { who: HAYASHI, approved_by: MORI };

/** What happens on an ordinary morning, again and again. */
const ENTRIES: AuditEntry[] = [
  { ...NOBODY, act: 'opened', environment: 'practice', people: 2 },
  { ...NOBODY, act: 'logged_in', person: HAYASHI },
  { ...CLERK, act: 'shift_opened', shift: 38 },
  { ...CLERK, act: 'started', number: 'A-0040', direction: 'payment', amount: '1200' },
  { ...CLERK, act: 'started', number: 'A-0041', direction: 'topup', amount: '3000' },
  { ...CLERK, act: 'canceled', number: 'A-0041' },
  { ...CLERK, act: 'wrong_pin', person: MORI },
  { ...CLERK, act: 'approved', person: MORI, right: 'refund' },
  {
    ...APPROVED,
    act: 'refund_asked',
    number: 'A-0040',
    direction: 'payment',
    amount: '1200',
    reason: 'サイズ違い',
  },
  { ...APPROVED, act: 'settings_changed', settings: ['quick_payment'] },
  { ...CLERK, act: 'locked', is_idle: true },
];

/** A line of the log by its number; somebody was at the seventh of all. */
function row(number: number): AuditRow {
  const entry = number === 7 ? null : (ENTRIES[(number - 1) % ENTRIES.length] ?? null);
  return { number, at: new Date(Date.UTC(2026, 10, 20, 0, number)).toISOString(), entry };
}

/** At most `limit` of `total` lines before the one of that number, newest first. */
export function auditPage(total: number, before: number | null, limit: number): AuditPage {
  const newest = Math.min(total, (before ?? total + 1) - 1);
  const rows = Array.from({ length: Math.min(limit, Math.max(newest, 0)) }, (_, back) => row(newest - back));
  return { rows, total };
}
