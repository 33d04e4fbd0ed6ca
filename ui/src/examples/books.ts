/** Books that answer as the till's would, over the trade of {@link tradedRow}. For tests and the gallery only. */

import { auditPage } from './audit';
import type { BooksAnswer } from '../gen/BooksAnswer';
import type { ChainView } from '../gen/ChainView';
import type { BooksProblem } from '../gen/BooksProblem';
import type { BooksQuestion } from '../gen/BooksQuestion';
import type { HistoryFilter } from '../gen/HistoryFilter';
import type { HistoryRow } from '../gen/HistoryRow';
import type { ShiftReport } from '../gen/ShiftReport';
import type { SumView } from '../gen/SumView';
import { OPEN_SHIFT, SHIFT_SALES, tradedRow, tradedSale } from './trade';

export class ExampleBooks {
  /** Rows that were changed by hand, by number. */
  readonly changed = new Map<string, Partial<HistoryRow>>();
  /** True once the newest shift is closed. */
  isClosed = false;
  counted: string | null = null;
  closedBy: string | null = null;

  /** `newest` is the number of the newest sale, and so how many there are. */
  constructor(public newest = SHIFT_SALES * 3) {}

  answer(question: BooksQuestion): BooksAnswer {
    switch (question.read) {
      case 'history': {
        const up_to = question.up_to ?? this.newest;
        const found = this.#found(question.filter, up_to, question.offset, Math.min(question.limit, 500));
        return { read: 'history', up_to, offset: question.offset, ...found };
      }
      case 'sale': {
        const sale = Number(question.number.slice(2));
        if (!(sale >= 1 && sale <= this.newest)) throw no({ code: 'no_such_sale', number: question.number });
        return { read: 'sale', ...tradedSale(this.row(sale)) };
      }
      case 'shift':
        return { read: 'shift', ...this.report(question.shift ?? OPEN_SHIFT) };
      case 'shifts': {
        const total = Math.min(OPEN_SHIFT, Math.ceil(this.newest / SHIFT_SALES));
        const shifts = Array.from({ length: total }, (_, back) => {
          const { number, business_day, opened_at, closed_at, opened_by, closed_by } = this.#frame(
            OPEN_SHIFT - back,
          );
          return { number, business_day, opened_at, closed_at, opened_by, closed_by };
        }).slice(question.offset, question.offset + question.limit);
        return { read: 'shifts', shifts, total };
      }
      case 'audit':
        return { read: 'audit', ...auditPage(60, question.before, question.limit) };
      default:
        return question satisfies never;
    }
  }

  row(sale: number): HistoryRow {
    const row = tradedRow(sale, this.newest);
    return { ...row, ...this.changed.get(row.number) };
  }

  #found(filter: HistoryFilter, upTo: number, offset: number, limit: number) {
    const isOpen =
      filter.states.length + filter.search.length === 0 &&
      !filter.direction &&
      !filter.shift &&
      !filter.from &&
      !filter.to;
    if (isOpen) {
      const count = Math.max(0, Math.min(limit, upTo - offset));
      return {
        total: upTo,
        rows: Array.from({ length: count }, (_, place) => this.row(upTo - offset - place)),
      };
    }
    if (filter.from && filter.to && filter.from > filter.to) throw no({ code: 'from_after_to' });
    for (const text of [filter.from, filter.to]) {
      if (text && Number.isNaN(Date.parse(text))) throw no({ code: 'not_a_time', text });
    }
    const rows: HistoryRow[] = [];
    for (let sale = upTo; sale >= 1; sale -= 1) {
      const row = this.row(sale);
      if (fits(row, filter)) rows.push(row);
    }
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  #frame(number: number) {
    const day = new Date(Date.parse('2026-11-20T00:00:00Z') - (OPEN_SHIFT - number) * 86_400_000);
    const closed = number < OPEN_SHIFT || this.isClosed;
    const closing = new Date(day.getTime() + 11 * 3_600_000 + 240_000).toISOString();
    return {
      number,
      business_day: day.toISOString().slice(0, 10),
      opened_at: new Date(day.getTime() - 900_000).toISOString(),
      opened_by: '山田',
      closed_at: closed ? closing : null,
      closed_by: closed ? (number < OPEN_SHIFT ? '佐藤' : this.closedBy) : null,
    };
  }

  report(number: number): ShiftReport {
    const first = this.newest - (OPEN_SHIFT - number + 1) * SHIFT_SALES + 1;
    if (number < 1 || number > OPEN_SHIFT || first + SHIFT_SALES <= 1) throw no({ code: 'no_such_shift' });
    const rows = Array.from({ length: SHIFT_SALES }, (_, place) => first + place)
      .filter((sale) => sale >= 1)
      .map((sale) => tradedSale(this.row(sale)));
    const of = (direction: string, refunded = false) =>
      rows.filter(
        (row) => row.direction === direction && row.state === 'succeeded' && (!refunded || row.refund),
      );
    const count = (state: string) => {
      const some = rows.filter((row) => row.state === state);
      const payments = some.filter((row) => row.direction === 'payment').length;
      return { payments, topups: some.length - payments };
    };
    const sum = (some: typeof rows): SumView => ({
      count: some.length,
      amount: String(some.reduce((total, row) => total + Number(row.amount), 0)),
      money: String(some.reduce((total, row) => total + Number(row.money_amount), 0)),
      points: String(some.reduce((total, row) => total + Number(row.point_amount), 0)),
    });
    const less = (whole: SumView, part: SumView): SumView => ({
      count: whole.count - part.count,
      amount: String(Number(whole.amount) - Number(part.amount)),
      money: String(Number(whole.money) - Number(part.money)),
      points: String(Number(whole.points) - Number(part.points)),
    });
    const [payments, payment_refunds] = [sum(of('payment')), sum(of('payment', true))];
    const [topups, topup_refunds] = [sum(of('topup')), sum(of('topup', true))];
    const expected = 30_000 + Number(topups.money) - Number(topup_refunds.money);
    const frame = this.#frame(number);
    const counted = frame.closed_at === null ? null : (this.counted ?? String(expected - 500));
    return {
      ...frame,
      carried_by: null,
      totals: {
        payments,
        payment_refunds,
        payments_net: less(payments, payment_refunds),
        topups,
        topup_refunds,
        topups_net: less(topups, topup_refunds),
        failed: count('failed'),
        canceled: count('canceled'),
        expired: count('expired'),
        not_created: count('not_created'),
      },
      cash: {
        float: '30000',
        taken: topups.money,
        handed_back: topup_refunds.money,
        expected: String(expected),
        counted,
        difference: counted === null ? null : String(Number(counted) - expected),
      },
      unsettled: rows
        .filter((row) => row.state === 'open')
        .map(({ number, direction, amount, started_at }) => ({ number, direction, amount, started_at })),
      hours: hoursOf(rows),
      chain: { state: 'intact', entries: 5120, head: '9f2c41d07be35a18' } as ChainView,
    };
  }
}

function hoursOf(rows: HistoryRow[]): ShiftReport['hours'] {
  const hours = new Map<string, ShiftReport['hours'][number]>();
  for (const row of rows) {
    if (row.state !== 'succeeded') continue;
    const from = `${row.started_at.slice(0, 13)}:00:00Z`;
    const hour = hours.get(from) ?? {
      from,
      hour: (Number(from.slice(11, 13)) + 9) % 24,
      payments: 0,
      payments_amount: '0',
      topups: 0,
      topups_amount: '0',
    };
    if (row.direction === 'payment') {
      hour.payments += 1;
      hour.payments_amount = String(Number(hour.payments_amount) + Number(row.amount));
    } else {
      hour.topups += 1;
      hour.topups_amount = String(Number(hour.topups_amount) + Number(row.amount));
    }
    hours.set(from, hour);
  }
  return [...hours.values()];
}

function fits(row: HistoryRow, filter: HistoryFilter): boolean {
  const words = filter.search.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const inRange =
    (!filter.from || row.started_at >= filter.from) && (!filter.to || row.started_at < filter.to);
  return (
    inRange &&
    (filter.states.length === 0 || filter.states.includes(row.state)) &&
    (filter.direction === null || filter.direction === row.direction) &&
    (filter.shift === null || filter.shift === row.shift) &&
    words.every(
      (word) =>
        row.amount === word.replaceAll(',', '') ||
        row.number.toLowerCase() === word ||
        row.note.toLowerCase().includes(word) ||
        (row.transaction_id ?? '').endsWith(word),
    )
  );
}

function no(problem: BooksProblem): Error & BooksProblem {
  return Object.assign(new Error(problem.code), problem);
}
