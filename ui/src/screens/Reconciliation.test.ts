import { describe, expect, it } from 'vitest';
import { RECONCILED } from '../examples/reconciliation';
import { selling, shiftOpen } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';
import type { SimulatedHost } from '../ipc/simulated-host';

useVirtualTime();

async function compare(prepare: (host: SimulatedHost) => void = () => undefined): Promise<TestWindow> {
  const window = await TestWindow.open(selling({ shift: shiftOpen() }));
  prepare(window.host);
  await window.press(['F9']);
  await window.rest();
  await window.press(['F6']);
  await window.rest();
  return window;
}

const classes = () =>
  [...document.querySelectorAll<HTMLElement>('[data-testid=reconciliation-row]')].map(
    (row) => row.dataset.class,
  );

describe('comparing with the server', () => {
  it('is_one_key_and_shows_first_what_wants_attention', async () => {
    const window = await compare();
    expect(window.host.asked('reconcile')).toEqual([[37]]);
    expect(classes()[0]).toBe('contradiction');
    expect(classes()).not.toContain('matched');
    expect(window.text('show-attention')).toContain('7');
    await window.click('show-matched');
    expect(new Set(classes())).toEqual(new Set(['matched']));
  });

  it('says_of_each_row_why_it_is_so_and_what_to_do', async () => {
    const window = await compare();
    expect(window.text('reconciliation-detail')).toContain('金額が違います');
    expect(window.text('reconciliation-detail')).toContain('サポートに連絡');
    await window.press(['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']);
    expect(window.text('reconciliation-detail')).toContain('レジ B の取引です');
  });

  it('compares_an_open_shift_until_now', async () => {
    const window = await compare((host) => (host.reconciliation = { ...RECONCILED, to: null }));
    expect(window.text('reconciliation-screen')).toContain('現在');
    expect(window.get('totals-compared').dataset.agrees).toBe('true');
  });

  it('says_whether_the_totals_of_both_sides_agree', async () => {
    expect((await compare()).get('totals-compared').dataset.agrees).toBe('false');
  });

  it('says_so_when_nothing_is_left_to_look_at', async () => {
    const window = await compare((host) => (host.reconciliation = RECONCILED));
    expect(window.get('totals-compared').dataset.agrees).toBe('true');
    expect(window.words).toContain('確認が必要なものはありません');
  });

  it('checks_the_sale_of_a_row_where_that_is_what_helps_and_nowhere_else', async () => {
    const window = await compare(
      (host) => (host.recheck = { finding: 'found_paid', transaction_id: 'x', amount: '980' }),
    );
    await window.press(['F5']);
    expect(window.host.asked('checkNow')).toHaveLength(0);
    await window.press(['ArrowDown', 'F5']);
    expect(window.host.asked('checkNow')).toEqual([['A-1171']]);
    expect(window.text('recheck')).toContain('980円');
  });

  it('leads_to_the_sale_in_the_history_and_back_to_the_shift_with_esc', async () => {
    const window = await compare();
    await window.press(['Enter'], 1000);
    await window.rest();
    expect(window.get('sale-detail').dataset.number).toBe('A-1190');
    expect((window.get('history-search') as HTMLInputElement).value).toBe('A-1190');
  });

  it.each([
    [{ code: 'server_unreachable' }, '照合できませんでした'],
    [{ code: 'list_too_long' }, '照合をやめました'],
    [{ code: 'server_refused', error_type: 'forbidden', error_message: '' }, 'forbidden'],
  ] as const)('says_in_one_sentence_why_there_is_nothing_to_see %j', async (problem, words) => {
    const window = await compare((host) => host.refuse('reconcile', problem));
    expect(window.text('books-problem')).toContain(words);
    window.host.refuse('reconcile', null);
    await window.press(['F6']);
    await window.rest();
    expect(classes().length).toBeGreaterThan(0);
  });
});
