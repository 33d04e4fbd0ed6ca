/** A shop's trade as a till would have it in its books: sale by sale from its number alone, so that a million cost nothing. */

import type { HistoryRow } from '../gen/HistoryRow';
import type { SaleDetail } from '../gen/SaleDetail';
import type { SaleRowState } from '../gen/SaleRowState';
import type { TimelineItem } from '../gen/TimelineItem';

/** Sales of one shift. */
export const SHIFT_SALES = 412;
/** The shift that is open. */
export const OPEN_SHIFT = 37;

const HOUR_MS = 3_600_000;
/** How busy each hour from nine in the morning is. */
const BUSY = [9, 22, 41, 78, 74, 38, 29, 33, 45, 28, 15];
const CUSTOMERS = ['田●●子', '佐●●郎', '鈴●●い', '高●●介', 'ス●●ス', '渡●●美', '伊●●実', '小●●太'];
const NOTES = ['常連さん', '予約 4名', '領収書 株式会社みどり商事', 'テラス席', '電話注文'];
const REFUSALS = ['account_balance_not_enough', 'account_not_found', 'account_suspended', 'cashtray_expired'];

/** A number that looks like chance and is the same every time. */
function chance(sale: number, salt: number): number {
  let value = Math.imul(sale ^ (salt * 0x9e3779b9), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}

const pick = <Item>(items: readonly [Item, ...Item[]] | Item[], sale: number, salt: number): Item =>
  items[Math.floor(chance(sale, salt) * items.length)] as Item;

/** When a sale was begun: in the shift it falls into, at the hour that its place in the day gives it. */
function beganMs(sale: number, newest: number): number {
  const back = newest - sale;
  const shift = Math.floor(back / SHIFT_SALES);
  let place = SHIFT_SALES - 1 - (back % SHIFT_SALES) + chance(sale, 1) * 0.9;
  let hour = 0;
  for (; place >= (BUSY[hour] ?? Infinity); hour += 1) place -= BUSY[hour] ?? 0;
  const within = (place / (BUSY[hour] ?? 1)) * HOUR_MS;
  return Date.parse('2026-11-20T00:00:00Z') + hour * HOUR_MS + within - shift * 24 * HOUR_MS;
}

function stateOf(sale: number, newest: number): SaleRowState {
  if (newest - sale === 6) return 'open';
  const roll = chance(sale, 2);
  if (roll < 0.88) return 'succeeded';
  if (roll < 0.93) return 'failed';
  if (roll < 0.96) return 'canceled';
  return roll < 0.98 ? 'expired' : 'not_created';
}

/** The sale of that number, counted from 1, of a till whose newest sale is `newest`. */
export function tradedRow(sale: number, newest: number): HistoryRow {
  const state = stateOf(sale, newest);
  const direction = chance(sale, 3) < 0.18 ? 'topup' : 'payment';
  const began = beganMs(sale, newest);
  const amount =
    direction === 'topup'
      ? pick([1000, 3000, 5000, 10000], sale, 4)
      : 180 + Math.floor(chance(sale, 4) * 620) * 10;
  const succeeded = state === 'succeeded';
  const at = new Date(began + 9000 + chance(sale, 5) * 20_000).toISOString();
  const isRefunded = succeeded && chance(sale, 6) < 0.012;
  return {
    number: `A-${String(sale).padStart(4, '0')}`,
    direction,
    amount: String(amount),
    state,
    started_at: new Date(began).toISOString(),
    ended_at: state === 'open' ? null : at,
    customer: succeeded ? pick(CUSTOMERS, sale, 7) : null,
    note: chance(sale, 8) < 0.08 ? pick(NOTES, sale, 9) : '',
    error_type:
      state === 'failed' ? pick(REFUSALS, sale, 10) : state === 'not_created' ? 'unreachable' : null,
    transaction_id: succeeded ? transactionId(sale) : null,
    shift: Math.max(1, OPEN_SHIFT - Math.floor((newest - sale) / SHIFT_SALES)),
    refund: isRefunded ? { state: 'refunded', reason: '打ち間違い', staff: '山田', at } : null,
    actions: actionsOf(state, isRefunded),
  };
}

function actionsOf(state: SaleRowState, isRefunded: boolean): HistoryRow['actions'] {
  if (state === 'succeeded')
    return isRefunded ? ['check_now', 'reprint'] : ['check_now', 'refund', 'reprint'];
  if (state === 'open') return ['check_now', 'cancel'];
  if (state === 'expired') return ['check_now', 'cancel', 'new_qr'];
  return state === 'not_created' ? ['new_qr'] : ['check_now', 'new_qr'];
}

function transactionId(sale: number): string {
  const part = (salt: number, length: number) =>
    Math.floor(chance(sale, salt) * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
      .slice(0, length);
  return `${part(20, 8)}-${part(21, 4)}-4${part(22, 3)}-9${part(23, 3)}-${part(24, 8)}${part(25, 4)}`;
}

/** The same sale with all that happened to it. */
export function tradedSale(row: HistoryRow, tray = '9b2f6c1e-5d7a-4c3b-8e21-6f0d4a7b9c55'): SaleDetail {
  const { amount, state } = row;
  const points = row.direction === 'payment' && Number(amount) > 4000 ? 300 : 0;
  const began = Date.parse(row.started_at);
  const expires_at = new Date(began + 300_000).toISOString();
  const item = (afterMs: number, what: object) =>
    ({ at: new Date(began + afterMs).toISOString(), ...what }) as TimelineItem;
  const timeline = [item(0, { event: 'begun', amount })];
  if (state === 'not_created') {
    timeline.push(item(6000, { event: 'not_opened', problem: { kind: 'unreachable' } }));
  } else {
    timeline.push(
      item(240, { event: 'opened', cashtray_id: tray, amount, expires_at }),
      item(1300, { event: 'confirmed', amount, expires_at }),
    );
  }
  if (state === 'succeeded') {
    timeline.push(
      item(9100, { event: 'attempt_seen', error_type: '' }),
      item(9400, { event: 'succeeded', transaction_id: row.transaction_id, amount }),
      item(14_000, { event: 'acknowledged' }),
    );
  }
  if (state === 'failed')
    timeline.push(
      item(9400, { event: 'failed', error_type: row.error_type, error_message: '残高が不足しています' }),
    );
  if (state === 'canceled')
    timeline.push(item(8000, { event: 'cancel_asked', cause: 'staff' }), item(8300, { event: 'canceled' }));
  if (state === 'expired') timeline.push(item(301_000, { event: 'expired' }));
  if (state === 'open') timeline.push(item(21_000, { event: 'parked' }));
  return {
    ...row,
    asked_amount: amount,
    money_amount: state === 'succeeded' ? String(Number(amount) - points) : null,
    point_amount: state === 'succeeded' ? String(points) : null,
    done_at: state === 'succeeded' ? row.ended_at : null,
    error_message: state === 'failed' ? '残高が不足しています' : null,
    cashtray_id: state === 'not_created' ? null : tray,
    tag: `[${row.number}.7K2QM9XW4T1VB]`,
    timeline,
  };
}
