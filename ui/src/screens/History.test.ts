import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExampleBooks } from '../examples/books';
import { selling, shiftOpen, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';
import type { BooksQuestion } from '../gen/BooksQuestion';
import type { HistoryRow } from '../gen/HistoryRow';
import type { SimulatedHost } from '../ipc/simulated-host';

useVirtualTime();
afterEach(() => vi.unstubAllGlobals());

const NEWEST = 'A-1236';
const paid: Partial<HistoryRow> = {
  state: 'succeeded',
  direction: 'payment',
  amount: '1200',
  customer: '田●●子',
  refund: null,
  actions: ['check_now', 'refund', 'reprint'],
};

async function open(
  prepare: (host: SimulatedHost) => void = () => undefined,
  till: Parameters<typeof selling>[0] = {},
): Promise<TestWindow> {
  const window = await TestWindow.open(selling({ shift: shiftOpen(), ...till }));
  window.host.books.changed.set(NEWEST, paid);
  prepare(window.host);
  await window.press(['F7']);
  await window.rest();
  return window;
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-testid=history-row]')];
const numbers = () => rows().map((row) => row.dataset.number);
const questions = (window: TestWindow) =>
  window.host.asked('readBooks').map(([question]) => question as BooksQuestion);
const asked = (window: TestWindow) => questions(window).filter((question) => question.read === 'history');

describe('the list', () => {
  it('opens_with_one_key_at_the_newest_sale_and_shows_it_whole', async () => {
    const window = await open();
    expect(numbers()[0]).toBe(NEWEST);
    expect(window.text('sale-detail')).toContain('1,200円');
    expect(window.text('sale-detail')).toContain('田●●子');
    expect(window.text('timeline')).toContain('1,200円の会計を始めました');
    expect(window.text('sale-detail')).toContain('9b2f6c1e-5d7a-4c3b-8e21-6f0d4a7b9c55');
  });

  it('draws_few_of_a_million_rows_and_fetches_pages', async () => {
    const window = await open((host) => (host.books = new ExampleBooks(1_000_000)));
    expect(window.words).toContain('1,000,000件');
    expect(rows().length).toBeLessThan(60);
    for (const question of asked(window)) expect(question.limit).toBeLessThanOrEqual(500);
  });

  it('moves_no_row_under_the_finger_and_says_quietly_how_many_are_new', async () => {
    const window = await open();
    const before = numbers();
    window.host.books.newest += 3;
    window.host.books.changed.set('A-1239', { ...paid, amount: '777' });
    await window.show(selling({ shift: shiftOpen(), revision: 2, recent: [] }));
    expect(numbers()).toEqual(before);
    expect(window.text('history-newer')).toContain('3件');
    await window.press(['F7']);
    expect(numbers()[0]).toBe('A-1239');
    expect(window.text('sale-detail')).toContain('1,200円');
  });

  it('walks_with_the_arrows_and_chooses_by_number_not_by_place', async () => {
    const window = await open();
    await window.press(['ArrowDown', 'ArrowDown']);
    const chosen = numbers()[2];
    expect(window.get('sale-detail').dataset.number).toBe(chosen);
    await window.press(['ArrowUp']);
    expect(window.get('sale-detail').dataset.number).toBe(numbers()[1]);
  });

  it('searches_by_what_is_typed_without_reaching_for_the_field', async () => {
    const window = await open();
    await window.type('1');
    expect(document.activeElement).toBe(window.get('history-search'));
    await window.enter('history-search', '1200');
    await window.rest();
    expect(asked(window).at(-1)).toMatchObject({ filter: { search: '1200' }, up_to: null });
    expect(rows().every((row) => row.textContent?.includes('1,200円'))).toBe(true);
  });

  it('narrows_to_states_directions_and_the_shift', async () => {
    const window = await open();
    await window.click('filter-failed');
    await window.click('filter-topup');
    await window.click('filter-shift');
    expect(asked(window).at(-1)).toMatchObject({
      filter: { states: ['failed'], direction: 'topup', shift: 37 },
    });
  });

  it('says_what_is_wrong_with_a_range_that_ends_before_it_begins', async () => {
    const window = await open();
    await window.click('filter-range');
    await window.enter('filter-from', '2026-11-21');
    await window.enter('filter-to', '2026-11-19');
    expect(window.text('books-problem')).toContain('期間の始まりが終わりより後');
  });

  it('says_so_when_the_journal_cannot_be_read_and_keeps_the_screen', async () => {
    const window = await open((host) => host.refuse('readBooks', { code: 'journal_unavailable' }));
    expect(window.text('books-problem')).toContain('取引の記録を読めません');
    window.host.refuse('readBooks', null);
    await window.press(['F7']);
    expect(numbers()[0]).toBe(NEWEST);
  });

  it('leaves_with_esc_and_gives_way_to_a_sale', async () => {
    const window = await open();
    await window.press(['Escape'], 500);
    expect(window.find('start-sale')).not.toBeNull();
    await window.press(['F7']);
    await window.show(selling({ revision: 2, live: waiting() }));
    expect(window.find('qr')).not.toBeNull();
    await window.show(selling({ revision: 3 }));
    expect(window.find('start-sale')).not.toBeNull();
  });
});

describe('what may be done with a sale', () => {
  it('offers_exactly_what_the_till_offers', async () => {
    const window = await open((host) => host.books.changed.set(NEWEST, { ...paid, actions: ['reprint'] }));
    expect(window.find('reprint')).not.toBeNull();
    for (const id of ['check-now', 'refund', 'cancel-sale', 'new-qr']) expect(window.find(id)).toBeNull();
    await window.press(['r', 'c', 'c', 'q'], 500);
    expect(window.find('refund-confirm')).toBeNull();
    for (const act of ['cancelSale', 'newQr'] as const) expect(window.host.asked(act)).toHaveLength(0);
  });

  it('asks_the_server_again_and_says_loudly_when_it_contradicts', async () => {
    const window = await open((host) => (host.recheck = { finding: 'not_paid_there' }));
    await window.press(['F5']);
    expect(window.host.asked('checkNow')).toEqual([[NEWEST]]);
    expect(window.text('recheck')).toContain('サポートに連絡');
  });

  it('cancels_only_when_it_is_pressed_twice', async () => {
    const window = await open((host) =>
      host.books.changed.set(NEWEST, { ...paid, state: 'expired', actions: ['cancel'] }),
    );
    await window.click('cancel-sale');
    expect(window.host.asked('cancelSale')).toHaveLength(0);
    await window.click('cancel-sale');
    expect(window.host.asked('cancelSale')).toEqual([[NEWEST]]);
  });

  it('cancels_and_renews_by_keyboard_alone', async () => {
    const window = await open((host) =>
      host.books.changed.set(NEWEST, { ...paid, state: 'expired', actions: ['cancel', 'new_qr'] }),
    );
    await window.press(['c']);
    expect(window.host.asked('cancelSale')).toHaveLength(0);
    await window.press(['c']);
    expect(window.host.asked('cancelSale')).toEqual([[NEWEST]]);
    await window.press(['q']);
    expect(window.host.asked('newQr')).toEqual([[NEWEST]]);
  });

  it('advises_no_top_up_where_the_shop_may_not_top_up', async () => {
    const shop = { ...selling().till.shop, can_topup: false };
    const refused = { state: 'failed', error_type: 'account_balance_not_enough' } as const;
    const window = await open((host) => host.books.changed.set(NEWEST, { ...paid, ...refused }), { shop });
    expect(window.text('sale-detail')).toContain('減らして残りは現金');
    expect(window.text('sale-detail')).not.toContain('先にチャージ');
  });

  it('asks_for_the_cash_before_a_top_up_gets_a_new_qr', async () => {
    const window = await open((host) =>
      host.books.changed.set(NEWEST, { ...paid, direction: 'topup', state: 'expired', actions: ['new_qr'] }),
    );
    await window.click('new-qr');
    expect(window.host.asked('newQr')).toHaveLength(0);
    expect(window.words).toContain('現金 1,200円を受け取りましたか');
    await window.press(['Enter'], 1000);
    expect(window.host.asked('newQr')).toEqual([[NEWEST]]);
  });

  it('shows_the_receipt_and_prints_it_once_more', async () => {
    const window = await open();
    await window.press(['p']);
    expect((window.get('receipt-picture') as HTMLImageElement).src).toMatch(/^data:image/);
    await window.press(['p'], 500);
    const slip = { of: 'sale', number: NEWEST };
    expect(window.host.asked('print')).toEqual([[{ act: 'preview', slip }], [{ act: 'print', slip }]]);
    window.host.refuse('print', { code: 'queue_full' });
    await window.click('print-receipt');
    expect(window.text('receipt-outcome')).toContain('順番待ち');
  });
});
