import { describe, expect, it } from 'vitest';
import { ended, failed, selling, succeeded, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();
const topup = { direction: 'topup', amount: '3000' } as const;

describe('succeeded', () => {
  it('says_who_how_much_and_when_and_stays_until_a_key', async () => {
    const live = succeeded({ money_amount: '900', point_amount: '300' });
    const window = await TestWindow.open(selling({ live }));
    expect(window.state).toBe('succeeded');
    for (const word of ['支払い完了', '1,200円', '…41f0', '田●●子', '900円', '300円', 'この画面だけが']) {
      expect(window.words).toContain(word);
    }
    await window.press(['x'], 600_000);
    expect(window.host.asked('done')).toHaveLength(0);
    await window.press(['Enter']);
    expect(window.host.asked('done')).toEqual([['A-0042']]);
  });

  it('is_not_dismissed_by_a_key_that_was_meant_for_the_screen_before', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    await window.press(['Escape']);
    window.host.show(selling({ revision: 2, live: succeeded() }));
    await window.settle();
    await window.press(['Escape'], 100);
    expect(window.host.asked('done')).toHaveLength(0);
    await window.press(['Escape'], 1000);
    expect(window.host.asked('done')).toHaveLength(1);
  });

  it('names_the_difference_when_another_amount_was_charged', async () => {
    const window = await TestWindow.open(selling({ live: succeeded({ shown_amount: '980' }) }));
    expect(window.text('amount-difference')).toContain('980円');
    expect(window.text('amount-difference')).toContain('1,200円');
  });
});

describe('failed', () => {
  it('says_what_happened_what_to_say_and_what_to_do', async () => {
    const window = await TestWindow.open(selling({ live: failed('account_balance_not_enough') }));
    expect(window.text('sale-reason')).toBe('残高不足');
    expect(window.words).toContain('「残高が足りないようです。チャージされますか」');
    expect(window.words).toContain('請求なし');
  });

  it('asks_no_customer_to_top_up_where_the_shop_may_not', async () => {
    const live = failed('account_balance_not_enough', { actions: ['new_qr', 'done', 'lower'] });
    const shop = { ...selling().till.shop, can_topup: false };
    const window = await TestWindow.open(selling({ live, shop }));
    expect(window.text('sale-reason')).toBe('残高不足');
    expect(window.words).toContain('「残高が足りないようです。一部を現金でいただけますか」');
    expect(window.words).not.toContain('チャージ');
  });

  it('closes_with_enter_where_a_new_qr_could_charge_twice', async () => {
    const window = await TestWindow.open(selling({ live: failed('cashtray_already_proceed') }));
    await window.press(['Enter']);
    expect(window.host.asked('newQr')).toHaveLength(0);
    expect(window.host.asked('done')).toHaveLength(1);
  });

  it('shows_a_new_qr_with_enter_where_that_helps', async () => {
    const window = await TestWindow.open(selling({ live: failed('cashtray_expired') }));
    await window.press(['Enter']);
    expect(window.host.asked('newQr')).toEqual([['A-0042']]);
  });

  it('shows_a_new_qr_with_q_where_enter_closes', async () => {
    const window = await TestWindow.open(selling({ live: failed('account_balance_not_enough') }));
    expect(window.text('new-qr')).toContain('Q');
    await window.press(['q']);
    expect(window.host.asked('newQr')).toEqual([['A-0042']]);
    await window.show(selling({ live: ended('canceled', { actions: ['done'] }) }));
    await window.press(['q']);
    expect(window.host.asked('newQr'), 'a sale that gets no new QR').toHaveLength(1);
  });

  it('shows_the_servers_words_as_text_for_a_code_nobody_knows', async () => {
    const live = failed('brand_new', { error_message: '<b>だめ</b>' });
    const window = await TestWindow.open(selling({ live }));
    expect(window.words).toContain('<b>だめ</b>');
    expect(window.words).toContain('brand_new');
  });

  it('does_not_claim_that_nothing_moved_when_the_server_never_said_so', async () => {
    const window = await TestWindow.open(selling({ live: failed('unresolved', topup) }));
    expect(window.words).not.toContain('チャージされていません');
    expect(window.text('sale-state')).toContain('結果不明');
    expect(window.find('return-cash')).toBeNull();
  });
});

describe('a top-up that did not happen', () => {
  const endings = [
    failed('account_balance_exceeded', topup),
    ended('canceled', topup),
    ended('expired', topup),
  ];
  it.each(endings)('returns_the_cash_when_$state', async (live) => {
    const window = await TestWindow.open(selling({ live }));
    expect(window.text('return-cash')).toBe('現金 3,000円をお返しください');
    expect(window.words).toContain('チャージされていません');
    expect(window.words).not.toContain('請求なし');
  });

  it('asks_for_no_cash_back_after_a_payment', async () => {
    const window = await TestWindow.open(selling({ live: ended('canceled') }));
    expect(window.find('return-cash')).toBeNull();
    expect(window.words).toContain('請求なし');
  });
});

it('replaces_an_expired_qr_with_enter', async () => {
  const window = await TestWindow.open(selling({ live: ended('expired') }));
  await window.press(['Enter']);
  expect(window.host.asked('newQr')).toEqual([['A-0042']]);
});
