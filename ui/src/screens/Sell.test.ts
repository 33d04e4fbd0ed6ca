import { describe, expect, it, vi } from 'vitest';
import { checking, notCreated, selling, succeeded, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';
import type { Notice } from '../gen/Notice';
import { formatMoney, groupThousands } from '../text/money';

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

describe('amounts at hand', () => {
  it('puts_the_shops_own_amounts_of_each_direction_under_shift_and_a_digit', async () => {
    const window = await TestWindow.open(selling());
    const { quick_payment, quick_topup } = selling().settings.choices;
    await window.press(['!'], 200, { code: 'Digit1', shiftKey: true });
    await window.press(['Enter']);
    expect(window.host.asked('startSale')[0]?.[0]).toMatchObject({ amount: quick_payment[0] });
    await window.press(['F3']);
    expect(window.text('quick-2')).toContain(formatMoney(quick_topup[1] ?? '', '円'));
    await window.click('quick-2');
    expect(window.text('amount')).toBe(formatMoney(quick_topup[1] ?? '', '円'));
  });

  it('adds_to_a_sum_and_replaces_everything_else', async () => {
    const window = await TestWindow.open(selling());
    await window.type('250+');
    await window.click('quick-1');
    const first = selling().settings.choices.quick_payment[0] ?? '';
    expect(window.text('amount')).toBe(`250+${groupThousands(first)}`);
    await window.click('quick-1');
    expect(window.text('amount')).toBe(formatMoney(first, '円'));
  });

  it('repeats_the_last_amount_of_the_direction_with_one_key', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['l']);
    expect(window.text('amount')).toBe('3,480円');
    await window.press(['F3', 'l']);
    expect(window.text('amount')).toBe('10,000円');
  });

  it('takes_back_a_quick_amount_that_a_scanner_typed', async () => {
    const window = await TestWindow.open(selling());
    await window.type('15');
    await window.press(['!'], 200, { code: 'Digit1', shiftKey: true });
    expect(window.text('amount')).not.toBe('15円');
    await window.press(['Delete']);
    await window.type('15');
    vi.advanceTimersByTime(200);
    for (const code of ['Digit1', 'Digit2', 'Digit3']) {
      await window.press(['!'], code === 'Digit1' ? 200 : 10, { code, shiftKey: true });
    }
    expect(window.text('amount')).toBe('15円');
  });
});

describe('keys beside the amount', () => {
  it('shows_all_keys_of_the_screen_with_f1_and_goes_back', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['F1']);
    expect(window.text('help')).toContain('F7');
    await window.press(['F1']);
    expect(window.find('help')).toBeNull();
    await window.show(selling({ revision: 2, live: waiting() }));
    await window.press(['F1']);
    expect(window.text('help')).toContain('金額を変える');
    await window.press(['Escape'], 1000);
    expect(window.find('help')).toBeNull();
    expect(window.state).toBe('waiting');
  });

  it('acknowledges_a_notice_and_opens_what_is_parked_by_key', async () => {
    const notices: Notice[] = [
      { kind: 'clock_off', seconds: 94 },
      { kind: 'parked_settled', number: 'A-0035', outcome: 'succeeded' },
    ];
    const window = await TestWindow.open(
      selling({ notices, parked: [checking('silence', { number: 'A-0034' })] }),
    );
    await window.press(['n']);
    expect(window.host.asked('done')).toEqual([['A-0035']]);
    await window.press(['h']);
    expect(window.find('parked-row')).not.toBeNull();
    await window.press(['h']);
    expect(window.find('parked-row')).toBeNull();
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
    expect(window.words).toContain('現金 3,000円を受け取りましたか');
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
