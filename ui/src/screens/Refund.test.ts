import { describe, expect, it } from 'vitest';
import {
  refundChecking,
  refunded,
  refundedElsewhere,
  refundNotCarriedOut,
  refundRefused,
} from '../examples/refunds';
import { selling, shiftOpen, succeeded } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';
import type { RefundView } from '../gen/RefundView';

useVirtualTime();

const NEWEST = 'A-1236';
const topup = { direction: 'topup', amount: '3300', money_amount: '3000', point_amount: '300' } as const;

/** The question of the refund of the newest sale, from the history. */
async function asked(direction: 'payment' | 'topup' = 'payment'): Promise<TestWindow> {
  const window = await TestWindow.open(selling({ shift: shiftOpen() }));
  window.host.books.changed.set(NEWEST, {
    state: 'succeeded',
    direction,
    amount: '1200',
    customer: '田●●子',
    actions: ['refund'],
  });
  await window.press(['F7']);
  await window.rest();
  await window.press(['r']);
  await window.rest();
  return window;
}

describe('the question', () => {
  it('names_amount_unit_direction_customer_and_number_on_both_screens', async () => {
    const window = await asked();
    for (const word of ['支払い', '1,200円', '田●●子', NEWEST]) {
      expect(window.text('refund-sale')).toContain(word);
    }
    await window.enter('refund-reason', '打ち間違い');
    await window.press(['Enter'], 1000);
    expect(window.words).toContain('本当に返金しますか');
    expect(window.text('refund-sale')).toContain('1,200円');
  });

  it('goes_nowhere_without_a_reason', async () => {
    const window = await asked();
    await window.press(['Enter'], 1000);
    expect(window.text('refund-problem')).toBe('返金の理由を入力してください。');
    await window.enter('refund-reason', '   ');
    await window.press(['Enter'], 1000);
    expect(window.find('refund-confirm')).toBeNull();
    expect(window.host.asked('refundSale')).toHaveLength(0);
  });

  it('asks_twice_and_sends_once', async () => {
    const window = await asked();
    await window.enter('refund-reason', '返品');
    await window.press(['Enter', 'Enter'], 120);
    expect(window.host.asked('refundSale')).toHaveLength(0);
    await window.press(['Enter'], 1000);
    expect(window.host.asked('refundSale')).toEqual([[NEWEST, '返品']]);
    expect(window.find('refund-confirm')).toBeNull();
  });

  it('keeps_the_reason_when_the_till_refuses', async () => {
    const window = await asked();
    window.host.refuse('refundSale', { code: 'refund_under_way' });
    await window.enter('refund-reason', '返品');
    await window.press(['Enter'], 1000);
    await window.press(['Enter'], 1000);
    expect(window.text('refund-problem')).toContain('手続き中');
    // F5 would look again, but is not heard in a question.
    expect(window.text('next-key')).toBe('Esc 戻る');
    expect((window.get('refund-reason') as HTMLInputElement).value).toBe('返品');
  });

  it('says_what_becomes_of_wallet_and_cash', async () => {
    expect((await asked()).words).toContain('お客様のウォレットに戻ります');
    expect((await asked('topup')).words).toContain('確定したら、現金 1,200円をお返しください');
  });

  it('leaves_with_esc_step_by_step_and_asks_nothing', async () => {
    const window = await asked();
    await window.enter('refund-reason', '返品');
    await window.press(['Enter', 'Escape'], 1000);
    expect(window.find('refund-reason')).not.toBeNull();
    await window.press(['Escape'], 1000);
    expect(window.find('refund-sale')).toBeNull();
    expect(window.host.asked('refundSale')).toHaveLength(0);
  });
});

describe('where a refund stands', () => {
  const states: [RefundView, string][] = [
    [refundChecking(topup), '現金はまだ返さないでください'],
    [refundChecking(), '現金で返さないでください'],
    [refunded(topup), '現金 3,000円をお客様にお返しください'],
    [refunded(), 'お客様のウォレットに戻しました。現金は返さないでください'],
    [refundedElsewhere(topup), 'このレジからは現金を返さないでください'],
    [refundRefused('already_spent', topup), '現金は返さないでください'],
    [refundNotCarriedOut(topup), '現金は返さないでください'],
    [refundNotCarriedOut(), '何も戻っていません'],
  ];
  it.each(states)('tells_what_to_do_with_cash_and_wallet $state', async (refund, words) => {
    const window = await TestWindow.open(selling({ refunds: [refund] }));
    expect(window.text('refund-state')).toContain(words);
    expect(window.get('refund-state').dataset.state).toBe(refund.state);
  });

  it('offers_exactly_what_the_till_offers', async () => {
    const window = await TestWindow.open(selling({ refunds: [refundChecking()] }));
    expect(window.find('refund-again')).toBeNull();
    await window.click('refund-check-now');
    expect(window.host.asked('checkNow')).toEqual([['A-0042']]);
    await window.show(selling({ revision: 2, refunds: [refunded()] }));
    await window.click('refund-done');
    expect(window.host.asked('done')).toEqual([['A-0042']]);
  });

  it('is_asked_from_the_result_with_r', async () => {
    const window = await TestWindow.open(selling({ live: succeeded({ actions: ['refund', 'done'] }) }));
    await window.press(['r']);
    expect(window.get('refund-sale').dataset.number).toBe('A-0042');
  });

  it('takes_the_proof_from_a_result_that_was_given_back', async () => {
    const window = await TestWindow.open(selling({ live: succeeded({ refund: refunded() }) }));
    expect(window.words).not.toContain('この画面だけが');
    expect(document.querySelector('h1')?.textContent).toBe('返金しました');
  });

  it('does_not_tell_to_hand_cash_over_once_more_long_after', async () => {
    const window = await TestWindow.open(selling({ shift: shiftOpen() }));
    window.host.books.changed.set(NEWEST, {
      state: 'succeeded',
      direction: 'topup',
      amount: '3000',
      refund: { state: 'refunded', reason: '返品', staff: '', at: '2026-11-20T05:30:12Z' },
    });
    await window.press(['F7']);
    await window.rest();
    expect(window.text('refund-state')).toContain('もう一度返さないでください');
    expect(window.text('refund-state')).not.toContain('お返しください');
  });
});
