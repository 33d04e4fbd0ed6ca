import { describe, expect, it } from 'vitest';
import { EXAMPLE_QR } from '../examples/qr';
import { checking, creating, selling, succeeded, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

describe('the qr', () => {
  it('is_drawn_dark_on_white_from_the_tills_path', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    const qr = window.get('qr');
    expect(window.state).toBe('waiting');
    expect(qr.querySelector('path')?.getAttribute('d')).toBe(EXAMPLE_QR.path);
    expect(qr.querySelector('rect')?.getAttribute('fill')).toBe('#ffffff');
    expect(window.text('sale-amount')).toBe('1,200円');
    expect(window.words).toContain('読み取るとすぐに支払われます');
  });

  it('is_not_shown_while_checking_even_if_a_snapshot_carries_one', async () => {
    const window = await TestWindow.open(selling({ live: checking('silence') }, { qr: EXAMPLE_QR }));
    expect(window.find('qr')).toBeNull();
    expect(document.querySelector('.charged')?.classList.contains('hidden')).toBe(true);
    expect(window.words).toContain('商品・現金はまだ渡さないでください');
  });

  it('is_said_to_end_by_itself_only_while_nobody_has_read_it', async () => {
    const window = await TestWindow.open(selling({ live: checking('silence') }));
    expect(window.words).toContain('必ず無効になります');
    await window.show(selling({ revision: 2, live: checking('used_qr') }));
    expect(window.words).not.toContain('無効になります');
  });

  it('is_not_shown_before_there_is_a_tray', async () => {
    const window = await TestWindow.open(selling({ live: creating() }));
    expect(window.find('qr')).toBeNull();
    expect(window.state).toBe('creating');
  });

  it('stays_when_an_older_snapshot_comes_late', async () => {
    const window = await TestWindow.open(selling({ revision: 7, live: succeeded() }));
    await window.show(selling({ revision: 6, live: waiting() }));
    expect(window.state).toBe('succeeded');
  });
});

describe('cancelling', () => {
  it('covers_the_qr_at_the_first_esc_and_cancels_at_the_second', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    await window.press(['Escape']);
    expect(window.find('qr')).toBeNull();
    expect(window.host.asked('cancelSale')).toHaveLength(0);
    await window.press(['Escape']);
    expect(window.host.asked('cancelSale')).toEqual([['A-0042']]);
    expect(window.find('qr')).toBeNull();
  });

  it('shows_the_qr_again_when_no_second_esc_follows', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    await window.press(['Escape']);
    await window.press(['x'], 3100);
    expect(window.find('qr')).not.toBeNull();
    await window.press(['Escape']);
    expect(window.host.asked('cancelSale')).toHaveLength(0);
  });

  it('counts_the_second_esc_although_a_snapshot_came_between', async () => {
    const live = checking('silence');
    const window = await TestWindow.open(selling({ live }));
    await window.press(['Escape']);
    await window.show(selling({ revision: 2, live: { ...live, checking_for_ms: 2200 } }));
    await window.press(['Escape']);
    expect(window.host.asked('cancelSale')).toEqual([['A-0042']]);
  });

  it('shows_the_qr_and_the_reason_when_the_till_refuses', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    window.host.refuse('cancelSale', { code: 'not_possible_now' });
    await window.click('cancel-sale');
    expect(window.find('qr')).not.toBeNull();
    expect(window.text('sale-reason')).toContain('状況が変わった');
  });
});

describe('amending', () => {
  it('covers_the_qr_while_the_new_amount_is_typed_and_until_the_till_shows_it', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    await window.press(['F6']);
    expect(window.find('qr')).toBeNull();
    await window.press([...'980', 'Enter']);
    expect(window.host.asked('amendSale')).toEqual([['A-0042', '980']]);
    expect(window.find('qr')).toBeNull();
    await window.show(selling({ revision: 2, live: checking('amending') }));
    await window.show(selling({ revision: 3, live: waiting({ amount: '980' }) }));
    expect(window.text('sale-amount')).toBe('980円');
    expect(window.find('qr')).not.toBeNull();
  });

  it('keeps_the_typed_amount_when_it_is_refused', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    window.host.refuse('readAmount', { code: 'amount_zero' });
    await window.press(['F6', '0', 'Enter']);
    expect(window.text('amount')).toBe('0円');
    expect(window.text('sale-reason')).toContain('金額が 0 です');
  });
});

it('tells_what_failed_and_a_key_that_does_not_cancel', async () => {
  const window = await TestWindow.open(selling({ live: waiting() }));
  window.host.refuse('checkNow', { code: 'sale_in_progress' });
  await window.press(['F5']);
  expect(window.words).toContain('前の会計が続いています');
  expect(window.text('next-key')).toBe('F5 今の状況を確かめる');
  window.host.refuse('checkNow', { code: 'not_refundable' });
  await window.press(['F5']);
  expect(window.text('next-key')).toBe('F5 今の状況を確かめる');
});

it('offers_exactly_what_the_till_allows', async () => {
  const window = await TestWindow.open(selling({ live: checking('silence', { actions: ['park'] }) }));
  expect(window.find('cancel-sale')).toBeNull();
  expect(window.find('amend-sale')).toBeNull();
  await window.press(['F5', 'F6', 'F8', 'Escape', 'Escape', 'Enter']);
  expect(window.host.calls.map((call) => call.name)).toEqual(['ready']);
  await window.click('park-sale');
  expect(window.host.asked('parkSale')).toEqual([['A-0042']]);
});

it('counts_down_only_in_the_last_minute', async () => {
  const window = await TestWindow.open(selling({ live: waiting({ expires_in_ms: 63_500 }) }));
  expect(window.words).not.toContain('あと');
  await window.press(['x'], 4000);
  expect(window.words).toContain('あと 59 秒');
});

it('asks_at_once_and_for_more_time_by_key', async () => {
  const window = await TestWindow.open(selling({ live: waiting() }));
  await window.press(['F5', 'F8']);
  expect(window.host.asked('checkNow')).toEqual([['A-0042']]);
  expect(window.host.asked('extendSale')).toEqual([['A-0042']]);
});

describe('practice', () => {
  it('lets_each_customer_scan_with_one_press', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }));
    document.querySelector<HTMLElement>('[data-customer="points"] [data-testid="practice-scan"]')?.click();
    await window.settle();
    expect(window.host.asked('practiceScan')).toEqual([['points']]);
    expect(window.find('practice-banner')).not.toBeNull();
  });

  it('is_nowhere_to_be_seen_where_real_money_moves', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }, { environment: 'production' }));
    expect(window.find('practice-customer')).toBeNull();
    expect(window.find('practice-banner')).toBeNull();
  });
});

it('parks_saves_and_scans_in_practice_by_key', async () => {
  const window = await TestWindow.open(selling({ live: waiting() }));
  await window.press(['s']);
  expect(window.host.asked('saveQr')).toEqual([['A-0042']]);
  await window.press(['2']);
  expect(window.host.asked('practiceScan')).toEqual([['poor']]);
  const live = checking('silence', { actions: ['check_now', 'park'] });
  await window.show(selling({ revision: 2, live }));
  await window.press(['h']);
  expect(window.host.asked('parkSale')).toEqual([['A-0042']]);
});

it('never_scans_for_a_customer_where_money_is_real', async () => {
  const window = await TestWindow.open(selling({ live: waiting() }, { environment: 'production' }));
  await window.press(['2']);
  expect(window.host.asked('practiceScan')).toEqual([]);
});
