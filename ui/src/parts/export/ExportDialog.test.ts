import { describe, expect, it } from 'vitest';
import { selling, shiftOpen } from '../../examples/snapshots';
import { TestWindow, useVirtualTime } from '../../examples/window';
import type { ExportAct } from '../../gen/ExportAct';

useVirtualTime();

async function open(): Promise<TestWindow> {
  const window = await TestWindow.open(selling({ shift: shiftOpen() }));
  await window.press(['F9']);
  await window.rest();
  await window.press(['F8']);
  await window.rest();
  return window;
}

const started = (window: TestWindow) => window.host.asked('startExport').map(([act]) => act as ExportAct);

describe('an export', () => {
  it('writes_the_shift_as_csv_with_one_more_key_and_says_where', async () => {
    const window = await open();
    await window.press(['Enter'], 1000);
    expect(started(window)).toEqual([
      { act: 'start', scope: { of: 'shift', shift: 37 }, format: 'csv', language: 'ja' },
    ]);
    expect(window.text('exported')).toContain('412件');
    expect(window.words).toContain('/home/till/Documents/Cashtray/');
    await window.press(['Enter'], 1000);
    expect(started(window)).toHaveLength(1);
    expect(window.find('export-start')).toBeNull();
  });

  it('takes_a_day_and_a_range_as_staff_type_them', async () => {
    const window = await open();
    await window.click('export-day');
    await window.enter('export-day-field', '２０２６/１１/１９');
    await window.click('format-json');
    await window.click('export-start');
    expect(started(window)[0]).toMatchObject({ scope: { of: 'day', day: '2026-11-19' }, format: 'json' });
    await window.click('export-range');
    await window.enter('export-from', '2026-11-01');
    await window.enter('export-to', 'soon');
    await window.click('export-start');
    expect(started(window)[1]).toMatchObject({
      scope: { of: 'range', from: new Date(2026, 10, 1).toISOString(), to: 'soon' },
    });
  });

  it('offers_the_report_for_a_shift_only', async () => {
    const window = await open();
    await window.click('format-report');
    await window.click('export-day');
    expect(window.find('format-report')).toBeNull();
    expect(window.get('format-csv').getAttribute('aria-pressed')).toBe('true');
  });

  it('shows_how_far_it_is_and_can_be_ended', async () => {
    const window = await open();
    window.host.exported = null;
    await window.press(['Enter'], 1000);
    window.host.tellExport({ done: 48_200, total: 100_000 });
    await window.settle();
    expect(window.words).toContain('48,200 / 100,000件');
    await window.press(['Escape'], 1000);
    expect(window.host.asked('cancelExport')).toHaveLength(1);
    await window.rest();
    expect(window.text('export-problem')).toContain('取りやめました');
  });

  it.each([
    [{ code: 'from_after_to' }, '始まりが終わりより後'],
    [{ code: 'not_a_time', text: 'soon' }, '「soon」を日時として読めません'],
    [{ code: 'cannot_write', path: '/media/usb/x.csv' }, '/media/usb/x.csv に書き込めません'],
    [{ code: 'disk_full', path: '/media/usb/x.csv' }, 'ディスクの空きが足りず'],
    [{ code: 'already_exporting' }, '別の書き出し'],
  ] as const)('says_what_is_wrong_and_keeps_what_was_chosen %j', async (problem, words) => {
    const window = await open();
    window.host.refuse('startExport', problem);
    await window.click('format-json');
    await window.click('export-start');
    expect(window.text('export-problem')).toContain(words);
    expect(window.get('format-json').getAttribute('aria-pressed')).toBe('true');
  });
});
