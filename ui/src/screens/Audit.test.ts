import { expect, it } from 'vitest';
import { selling } from '../examples/snapshots';
import { PEOPLE, staffed } from '../examples/staff';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-testid="audit-row"]')];

async function open(prepare?: (window: TestWindow) => void): Promise<TestWindow> {
  const window = await TestWindow.open(selling({}, { staff: staffed({ who: PEOPLE[0] ?? null }) }));
  prepare?.(window);
  await window.press(['F10']);
  await window.rest();
  await window.click('section-staff');
  await window.click('open-audit');
  await window.rest();
  return window;
}

it('says_who_did_what_and_who_approved_it_newest_first', async () => {
  await open();
  const refund = rows().find((row) => row.dataset.act === 'refund_asked')?.textContent ?? '';
  expect(refund).toContain('林');
  expect(refund).toContain('承認 森');
  expect(refund).toContain('A-0040 支払い 1,200円を返金(サイズ違い)');
  expect(rows()[0]?.dataset.number).toBe('60');
});

it('says_of_a_line_that_was_changed_that_it_is_not_what_was_written', async () => {
  await open();
  expect(rows().find((row) => row.dataset.number === '7')?.textContent).toContain('内容ではありません');
});

it('fetches_earlier_lines_page_by_page_until_the_first', async () => {
  const window = await open((till) => (till.host.books.acts = 150));
  expect(rows()).toHaveLength(100);
  await window.click('audit-older');
  await window.rest();
  expect(rows().map((row) => row.dataset.number)).toEqual(
    Array.from({ length: 150 }, (_, back) => String(150 - back)),
  );
  expect(window.find('audit-older')).toBeNull();
});

it('waits_for_the_pin_of_somebody_who_may_read_it', async () => {
  const window = await open((till) =>
    till.host.refuse('readBooks', { code: 'approval_needed', right: 'settings' }),
  );
  expect(window.words).toContain('設定には承認が必要です');
  window.host.refuse('readBooks', null);
  await window.type('4071');
  await window.press(['Enter'], 500);
  await window.rest();
  expect(rows().length).toBeGreaterThan(0);
});

it('leads_back_to_the_settings_with_esc', async () => {
  const window = await open();
  await window.press(['Escape'], 500);
  expect(window.find('settings-screen')).not.toBeNull();
});
