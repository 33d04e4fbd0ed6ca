import { describe, expect, it } from 'vitest';
import { bill, failed, notCreated, poorBill, selling, succeeded, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();
const poor = failed('account_balance_not_enough', { actions: ['new_qr', 'done', 'topup_first', 'lower'] });

describe('a refusal because of the amount', () => {
  it('offers_each_way_by_its_key_and_names_the_sale', async () => {
    for (const [key, step] of [
      ['t', 'topup_first'],
      ['a', 'lower'],
    ]) {
      const window = await TestWindow.open(selling({ live: poor }));
      await window.press([key ?? '']);
      expect(window.host.asked('billAct')).toEqual([[{ step, sale: 'A-0042' }]]);
    }
  });

  it('hears_the_key_under_a_japanese_input_method', async () => {
    const window = await TestWindow.open(selling({ live: poor }));
    await window.press(['Process'], 200, { code: 'KeyT' });
    expect(window.host.asked('billAct')).toHaveLength(1);
  });

  it('does_nothing_for_a_way_that_the_till_does_not_offer', async () => {
    const window = await TestWindow.open(selling({ live: failed('account_suspended') }));
    await window.press(['t', 'a', 's']);
    expect(window.host.asked('billAct')).toEqual([]);
  });

  it('offers_parts_for_what_was_typed_over_the_limit', async () => {
    const window = await TestWindow.open(selling());
    window.host.refuse('readAmount', { code: 'amount_too_large', limit: '50000' });
    await window.type('120000');
    await window.press(['Enter']);
    expect(window.text('next-key')).toBe('分けて会計する S');
    await window.press(['s']);
    expect(window.host.asked('billAct')).toEqual([
      [{ step: 'split_amount', direction: 'payment', amount: '120000', note: '' }],
    ]);
  });
});

describe('the next step', () => {
  it('comes_back_by_itself_and_waits_for_enter', async () => {
    const window = await TestWindow.open(selling({ live: poor }));
    await window.show(selling({ revision: 2, bill: poorBill() }));
    expect(window.get('mode-topup').getAttribute('aria-pressed')).toBe('true');
    expect(window.text('amount')).toBe('金額を入力');
    await window.type('3000');
    await window.press(['Enter']);
    await window.press(['Enter'], 1000); // The cash is there.
    expect(window.host.asked('billAct')).toEqual([[{ step: 'next', bill: 3, amount: '3000' }]]);

    const topup = { direction: 'topup', amount: '3000', number: 'A-0043', bill: 3 } as const;
    const ahead = poorBill({ under_way: 'A-0043' });
    await window.show(selling({ revision: 3, bill: ahead, live: waiting(topup) }));
    const next = poorBill({ state: 'next' });
    await window.show(selling({ revision: 4, bill: next, live: succeeded(topup) }));
    expect(window.text('bill-line')).toContain('続けて支払い 1,200円');
    expect(window.text('done')).toBe('続ける Enter');
    await window.show(selling({ revision: 5, bill: next }));
    expect(window.get('mode-payment').getAttribute('aria-pressed')).toBe('true');
    expect(window.text('amount')).toBe('1,200円');
    expect(window.host.asked('billAct')).toHaveLength(1);
    await window.press(['Enter']);
    expect(window.host.asked('billAct')[1]).toEqual([{ step: 'next', bill: 3, amount: '1200' }]);
    expect(window.host.asked('startSale')).toEqual([]);
  });

  it('lets_another_customer_go_first_and_comes_back_with_one_key', async () => {
    const window = await TestWindow.open(selling({ bill: bill() }));
    expect(window.text('amount')).toBe('50,000円');
    await window.press(['Escape']);
    expect(window.text('amount')).toBe('金額を入力');
    expect(window.text('bill')).toContain('途中の会計があります');
    await window.type('300');
    await window.press(['Enter']);
    expect(window.host.asked('startSale')).toHaveLength(1);
    await window.press(['g']);
    expect(window.text('amount')).toBe('50,000円');
  });

  it('keeps_what_is_typed_while_snapshots_come', async () => {
    const window = await TestWindow.open(selling({ bill: bill() }));
    await window.press(['Delete']);
    await window.type('30000');
    await window.show(selling({ revision: 2, bill: bill() }));
    expect(window.text('amount')).toBe('30,000円');
  });

  it('stays_a_step_of_its_bill_when_no_qr_came', async () => {
    const window = await TestWindow.open(selling({ bill: bill() }));
    const live = notCreated({ kind: 'no_answer' }, { bill: 3, amount: '50000' });
    await window.show(selling({ revision: 2, bill: bill(), live }));
    await window.press(['Enter']);
    expect(window.host.asked('billAct')).toEqual([[{ step: 'next', bill: 3, amount: '50000' }]]);
  });

  it('is_given_up_with_two_presses_only', async () => {
    const window = await TestWindow.open(selling({ bill: bill() }));
    await window.press(['q']);
    await window.press(['q'], 4000);
    expect(window.host.asked('billAct')).toEqual([]);
    await window.press(['q']);
    expect(window.host.asked('billAct')).toEqual([[{ step: 'give_up', bill: 3 }]]);
  });
});

describe('the rest in cash', () => {
  const cash = poorBill({ state: 'cash', settled_amount: '500', open_amount: '700', open_parts: ['700'] });

  it('is_taken_for_a_payment_and_confirmed_with_enter', async () => {
    const live = succeeded({ amount: '500', bill: 3 });
    const window = await TestWindow.open(selling({ live, bill: cash }));
    expect(window.text('bill-line')).toContain('現金 700円を受け取ってください');
    await window.show(selling({ revision: 2, bill: cash }));
    expect(window.text('bill')).toContain('現金 700円を受け取ってください');
    await window.press(['Enter']);
    expect(window.host.asked('billAct')).toEqual([[{ step: 'cash_settled', bill: 3 }]]);
    expect(window.host.asked('startSale')).toEqual([]);
  });

  it('stands_where_amounts_are_typed_and_what_is_typed_asks_for_nothing', async () => {
    const window = await TestWindow.open(selling({ bill: cash }));
    expect(window.text('amount')).toBe('700円');
    await window.type('700');
    await window.press(['Backspace']);
    expect(window.text('amount')).toBe('700円');
    await window.press(['Enter']);
    expect(window.host.asked('billAct')).toEqual([[{ step: 'cash_settled', bill: 3 }]]);
    await window.show(selling({ revision: 2 }));
    expect(window.text('amount')).toBe('金額を入力');
    expect(window.host.asked('startSale')).toEqual([]);
  });

  it('waits_while_another_customer_is_served', async () => {
    const window = await TestWindow.open(selling({ bill: cash }));
    await window.press(['Escape']);
    await window.type('300');
    expect(window.text('amount')).toBe('300円');
    expect(window.text('bill')).toContain('現金 700円を受け取ってください');
    await window.press(['Enter']);
    expect(window.host.asked('startSale')).toHaveLength(1);
  });

  it('is_handed_back_for_a_topup', async () => {
    const window = await TestWindow.open(selling({ bill: { ...cash, direction: 'topup' } }));
    expect(window.text('bill')).toContain('現金 700円をお返しください');
  });
});

describe('a result that needs a second look', () => {
  it.each([
    [
      succeeded({ scanned_first: 'cancel', actions: ['done', 'refund'] }),
      'scanned-first',
      '取り消しが間に合わなかった',
    ],
    [succeeded({ shown_amount: '980', actions: ['done', 'refund'] }), 'amount-difference', '金額違い'],
    [succeeded({ twice_of: 'A-0041', actions: ['done', 'refund'] }), 'twice', '二重の会計'],
  ])('is_told_and_taken_back_with_one_key', async (live, name, reason) => {
    const window = await TestWindow.open(selling({ live }));
    expect(window.get(name).getAttribute('role')).toBe('alert');
    await window.press(['r']);
    expect((window.get('refund-reason') as HTMLInputElement).value).toBe(reason);
    await window.press(['Enter'], 1000);
    await window.press(['Enter'], 1000);
    expect(window.host.asked('refundSale')).toEqual([['A-0042', reason]]);
  });

  it('is_quiet_for_every_other_sale', async () => {
    const window = await TestWindow.open(selling({ live: succeeded() }));
    for (const name of ['scanned-first', 'amount-difference', 'twice']) expect(window.find(name)).toBeNull();
  });
});

it('a_late_result_of_a_parked_sale_leaves_the_sale_on_the_screen_as_it_is', async () => {
  const window = await TestWindow.open(selling({ live: waiting() }));
  const notices = [{ kind: 'parked_settled', number: 'A-0035', outcome: 'succeeded' }] as const;
  await window.show(selling({ revision: 2, live: waiting(), notices: [...notices] }));
  expect(window.state).toBe('waiting');
  expect(window.find('qr')).not.toBeNull();
  expect(window.text('sale-amount')).toContain('1,200円');
  expect(window.text('notice')).toContain('A-0035');
  await window.press(['Enter']);
  expect(window.host.asked('done')).toEqual([]);
});

it('offline_enter_explains_itself_and_asks_at_once_instead_of_failing', async () => {
  const offline = { state: 'offline', since: '2026-11-20T05:29:00Z' } as const;
  const window = await TestWindow.open(selling({ connection: offline }));
  await window.type('1200');
  const asked = window.host.asked('warmUp').length;
  expect(window.text('sale-reason')).toContain('新しいQRは出せません');
  expect(window.text('start-sale')).toContain('QRは出せません');
  await window.press(['Enter']);
  expect(window.host.asked('startSale')).toEqual([]);
  expect(window.host.asked('warmUp').length).toBe(asked + 1);
  await window.show(selling({ revision: 2 }));
  await window.press(['Enter']);
  expect(window.host.asked('startSale')).toHaveLength(1);
});
