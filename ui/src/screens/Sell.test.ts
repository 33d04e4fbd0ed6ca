import { describe, expect, it } from 'vitest';
import { notCreated, selling, succeeded, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

describe('typing an amount', () => {
  it('shows_the_amount_with_unit_and_starts_a_payment_with_enter', async () => {
    const window = await TestWindow.open(selling());
    await window.type('1200');
    expect(window.text('amount')).toBe('1,200円');
    await window.press(['Enter']);
    expect(window.host.asked('startSale')).toEqual([[{ direction: 'payment', amount: '1200', note: '' }]]);
  });

  it('opens_the_connection_when_the_first_digit_is_typed_and_only_then', async () => {
    const window = await TestWindow.open(selling());
    expect(window.host.asked('warmUp')).toHaveLength(0);
    await window.type('120');
    expect(window.host.asked('warmUp')).toHaveLength(1);
  });

  it('takes_the_same_amount_from_the_buttons', async () => {
    const window = await TestWindow.open(selling());
    for (const key of ['key-5', 'key-00', 'key-7', 'key-backspace']) await window.click(key);
    expect(window.text('amount')).toBe('500円');
    await window.click('key-clear');
    expect(window.text('amount')).toBe('金額を入力');
  });

  it('says_of_a_shop_that_may_not_top_up_so_before_cash_is_asked_for', async () => {
    const shop = { ...selling().till.shop, can_topup: false };
    const window = await TestWindow.open(selling({ shop }));
    await window.press(['F3']);
    expect(window.get('mode-topup')?.getAttribute('aria-pressed')).toBe('false');
    expect(window.words).toContain('この店舗ではチャージをお受けできません');
    await window.type('300');
    await window.press(['Enter']);
    expect(window.host.asked('startSale')[0]?.[0]).toMatchObject({ direction: 'payment' });
  });

  it('shows_what_a_sum_comes_to_and_charges_what_it_showed', async () => {
    const window = await TestWindow.open(selling());
    window.host.amounts.set('1200+300×2', '1800');
    await window.type('1200+300*2');
    expect(window.text('amount')).toBe('1,200+300×2');
    expect(window.words).toContain('= 1,800円');
    await window.press(['Enter']);
    expect(window.host.asked('startSale')[0]?.[0]).toMatchObject({ amount: '1800' });
  });

  it('never_makes_a_digit_of_an_operator_that_shares_its_key', async () => {
    const window = await TestWindow.open(selling());
    await window.type('300');
    await window.press(['*'], 200, { code: 'Digit8' });
    await window.type('2');
    expect(window.text('amount')).toBe('300×2');
  });

  it('reads_full_width_digits_and_keys_under_an_input_method', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['1'], 200, { code: '' });
    await window.press(['Process'], 200, { code: 'Numpad2' });
    expect(window.text('amount')).toBe('12円');
  });

  it('never_takes_a_barcode_scan_as_an_amount_nor_its_enter_as_a_sale', async () => {
    const window = await TestWindow.open(selling());
    await window.type('15');
    await window.press(['4'], 200);
    await window.press([...'901234567894', 'Enter'], 10);
    expect(window.text('amount')).toBe('15円');
    expect(window.host.asked('startSale')).toHaveLength(0);
    expect(window.text('sale-reason')).toContain('バーコード');
    await window.type('0');
    expect(window.text('amount')).toBe('150円');
  });

  it('ignores_a_held_enter_key', async () => {
    const window = await TestWindow.open(selling());
    await window.type('120');
    await window.press(['Enter'], 200, { repeat: true });
    expect(window.host.asked('startSale')).toHaveLength(0);
  });

  it('keeps_a_pasted_text_as_it_is_and_lets_the_till_judge_it', async () => {
    const window = await TestWindow.open(selling());
    window.host.refuse('readAmount', { code: 'amount_not_a_number' });
    const data = new DataTransfer();
    data.setData('text', '12a5');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    await window.settle();
    await window.press(['Enter']);
    expect(window.text('amount')).toBe('12a5');
    expect(window.text('sale-reason')).toContain('金額として読めません');
    expect(window.host.asked('startSale')).toHaveLength(0);
  });
});

describe('what is refused', () => {
  it('says_what_is_wrong_and_keeps_amount_and_note', async () => {
    const window = await TestWindow.open(selling());
    window.host.refuse('readAmount', { code: 'amount_too_large', limit: '500000' });
    await window.type('900000');
    await window.press(['Enter']);
    expect(window.text('sale-reason')).toContain('500,000円');
    expect(window.text('amount')).toBe('900,000円');
    expect(window.state).toBe('idle');
  });

  it('shows_a_sale_without_a_qr_as_a_sentence_with_amount_and_note_still_there', async () => {
    const window = await TestWindow.open(selling());
    await window.show(selling({ revision: 2, live: notCreated({ kind: 'unreachable' }) }));
    expect(window.state).toBe('idle');
    expect(window.text('sale-reason')).toContain('接続できず');
    expect(window.text('amount')).toBe('1,200円');
    expect((window.get('note') as HTMLInputElement).value).toBe('常連さん');
    await window.press(['Enter']);
    expect(window.host.calls.slice(-2).map((call) => call.name)).toEqual(['done', 'startSale']);
  });

  it('shows_a_call_that_broke_as_a_sentence_not_as_raw_text', async () => {
    const window = await TestWindow.open(selling());
    window.host.refuse('startSale', 'Command start_sale not allowed by ACL');
    await window.type('5');
    await window.press(['Enter']);
    expect(window.text('sale-reason')).not.toContain('ACL');
    expect(window.text('sale-reason')).toContain('もう一度');
  });
});

describe('top-up', () => {
  it('asks_for_the_cash_before_any_qr', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['F3']);
    await window.type('3000');
    await window.press(['Enter']);
    expect(window.words).toContain('現金 3,000円 を受け取りましたか');
    expect(window.host.asked('startSale')).toHaveLength(0);
    await window.press(['Enter'], 1000);
    expect(window.host.asked('startSale')).toEqual([[{ direction: 'topup', amount: '3000', note: '' }]]);
  });

  it('does_not_take_a_double_press_of_enter_for_the_answer', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['F3']);
    await window.type('3000');
    await window.press(['Enter', 'Enter'], 120);
    expect(window.find('confirm-cash')).not.toBeNull();
    expect(window.host.asked('startSale')).toHaveLength(0);
  });

  it('returns_to_payment_after_a_top_up', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['F3']);
    await window.show(selling({ revision: 2, live: waiting({ direction: 'topup' }) }));
    await window.show(selling({ revision: 3, live: succeeded({ direction: 'topup' }) }));
    await window.show(selling({ revision: 4 }));
    expect(window.get('mode-payment').getAttribute('aria-pressed')).toBe('true');
    expect(window.text('amount')).toBe('金額を入力');
  });
});

it('lists_the_last_results_with_state_direction_and_unit', async () => {
  const window = await TestWindow.open(selling());
  const rows = [...document.querySelectorAll<HTMLElement>('[data-testid="history-row"]')];
  expect(rows.map((row) => row.dataset.state)).toEqual([
    'succeeded',
    'succeeded',
    'failed',
    'canceled',
    'expired',
  ]);
  expect(rows[1]?.textContent).toContain('チャージ完了');
  expect(rows[1]?.textContent).toContain('10,000円');
  await window.click('language-en');
  expect(document.documentElement.lang).toBe('en');
  expect(rows[1]?.textContent).toContain('¥10,000');
});
