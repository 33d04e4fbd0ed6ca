import { describe, expect, it } from 'vitest';
import { selling, shiftOpen } from '../examples/snapshots';
import { OPEN_SHIFT } from '../examples/trade';
import { TestWindow, useVirtualTime } from '../examples/window';
import { formatMoney } from '../text/money';

useVirtualTime();

async function open(snapshot = selling({ shift: shiftOpen() })): Promise<TestWindow> {
  const window = await TestWindow.open(snapshot);
  await window.press(['F9']);
  await window.rest();
  return window;
}

/** The open sale of the example books is settled, so that nothing holds the closing. */
const settled = (window: TestWindow) => window.host.books.changed.set('A-1230', { state: 'canceled' });

describe('the books of a shift', () => {
  it('shows_every_line_with_count_sum_money_and_points_apart', async () => {
    const window = await open();
    const { totals, cash } = window.host.books.report(OPEN_SHIFT);
    for (const sum of [totals.payments, totals.payment_refunds, totals.topups, totals.topups_net]) {
      const line = window.text('shift-totals');
      for (const amount of [sum.amount, sum.money, sum.points])
        expect(line).toContain(formatMoney(amount, '円'));
    }
    expect(window.text('cash-expected')).toBe(formatMoney(cash.expected, '円'));
    expect(window.text('shift-counts')).toContain('未確定');
    expect(window.host.asked('shiftAct')).toHaveLength(0);
  });

  it('has_the_figures_of_its_charts_in_words_too', async () => {
    const window = await open();
    const chart = window.get('hours-chart');
    const { hours } = window.host.books.report(OPEN_SHIFT);
    expect(chart.querySelectorAll('tbody tr')).toHaveLength(hours.length);
    expect(chart.querySelector('svg[role=img] title')?.textContent).toBe('時間ごとの金額');
    expect(chart.querySelectorAll('svg.chart > rect')).toHaveLength(hours.length * 2);
  });

  it('follows_what_is_sold_meanwhile_and_never_a_closed_shift', async () => {
    const window = await open();
    const before = window.host.asked('readBooks').length;
    await window.show(selling({ shift: shiftOpen(), revision: 2, recent: [] }));
    expect(window.host.asked('readBooks').length).toBe(before + 1);
  });

  it('turns_to_the_shift_before_and_back', async () => {
    const window = await open();
    await window.press(['PageUp']);
    await window.rest();
    expect(window.get('shift-screen').dataset.shift).toBe('36');
    expect(window.text('shift-closed')).toBe('精算済み');
    expect(window.find('shift-close')).toBeNull();
    await window.press(['PageDown', 'PageDown', 'PageDown']);
    await window.rest();
    expect(window.get('shift-screen').dataset.shift).toBe('37');
  });

  it('lists_the_shifts_once_and_opens_one', async () => {
    const window = await open();
    await window.click('shift-list');
    await window.rest();
    const rows = document.querySelectorAll<HTMLElement>('[data-testid=past-shift]');
    expect(rows).toHaveLength(3);
    rows[2]?.click();
    await window.rest();
    expect(window.get('shift-screen').dataset.shift).toBe('35');
  });

  it('says_that_there_is_none_yet', async () => {
    const window = await TestWindow.open(selling());
    window.host.refuse('readBooks', { code: 'no_such_shift' });
    await window.press(['F9']);
    await window.press(['Escape'], 1000);
    expect(window.text('books-problem')).toContain('営業の記録がまだありません');
    expect(window.find('shift-open')).not.toBeNull();
  });
});

describe('opening', () => {
  it('is_one_key_away_and_sends_who_and_float_as_they_were_typed', async () => {
    const window = await open(selling());
    await window.enter('shift-staff', ' 山田 ');
    await window.enter('shift-float', '３００００');
    await window.press(['Enter'], 1000);
    expect(window.host.asked('shiftAct')).toEqual([[{ act: 'open', staff: '山田', float: '３００００' }]]);
    expect(window.find('shift-open-confirm')).toBeNull();
  });

  it('says_beside_the_field_what_is_wrong_and_keeps_what_was_typed', async () => {
    const window = await open(selling());
    window.host.refuse('shiftAct', { code: 'float_not_an_amount' });
    await window.enter('shift-float', '三万');
    await window.press(['Enter'], 1000);
    expect(window.words).toContain('釣り銭準備金を金額として読めません');
    expect(window.get('shift-float').getAttribute('aria-invalid')).toBe('true');
    expect((window.get('shift-float') as HTMLInputElement).value).toBe('三万');
  });

  it('is_offered_again_while_a_first_sale_has_opened_it_without_a_name', async () => {
    const window = await open(selling({ shift: shiftOpen({ opened_by: null, float: null }) }));
    expect(window.find('shift-staff')).toBeNull();
    await window.press(['F4']);
    expect(window.find('shift-staff')).not.toBeNull();
  });
});

describe('closing', () => {
  it('asks_twice_and_closes_once', async () => {
    const window = await TestWindow.open(selling({ shift: shiftOpen() }));
    settled(window);
    await window.press(['F9']);
    await window.rest();
    await window.press(['F10']);
    await window.enter('shift-counted', '228500');
    await window.press(['Enter'], 1000);
    await window.press(['Enter'], 120);
    expect(window.host.asked('shiftAct')).toHaveLength(0);
    expect(window.words).toContain('取り消しはできません');
    await window.press(['Enter'], 1000);
    await window.rest();
    expect(window.host.asked('shiftAct')).toEqual([
      [{ act: 'close', shift: 37, staff: '', counted: '228500', carried_by: null }],
    ]);
    expect(window.text('shift-closed')).toBe('精算済み');
    expect(window.text('cash-difference')).toContain('不足');
  });

  it('is_held_by_sales_that_are_not_certain_until_somebody_answers_for_them', async () => {
    const window = await open();
    await window.press(['F10']);
    expect(window.text('unsettled')).toContain('A-1230');
    await window.press(['Enter'], 1000);
    expect(window.words).toContain('引き継ぐ責任者のお名前');
    expect(window.find('shift-close-confirm')).toBeNull();
    await window.enter('shift-carried-by', '佐藤');
    await window.press(['Enter'], 1000);
    await window.press(['Enter'], 1000);
    expect(window.host.asked('shiftAct')[0]?.[0]).toMatchObject({ carried_by: '佐藤' });
  });

  it('says_what_the_till_refused_and_closes_nothing', async () => {
    const window = await open();
    window.host.refuse('shiftAct', { code: 'unsettled', numbers: ['A-1230', 'A-1231'] });
    await window.press(['F10']);
    await window.enter('shift-carried-by', '佐藤');
    await window.press(['Enter'], 1000);
    await window.press(['Enter'], 1000);
    expect(window.text('shift-problem')).toContain('2件の会計がまだ確定していません');
  });

  it('is_offered_quietly_when_it_was_forgotten_and_holds_up_no_sale', async () => {
    const window = await TestWindow.open(
      selling({ shift: shiftOpen({ business_day: '2026-11-19', is_overdue: true }) }),
    );
    expect(window.text('shift-overdue')).toContain('2026/11/19');
    await window.type('500');
    await window.press(['Enter']);
    expect(window.host.asked('startSale')).toHaveLength(1);
  });
});
