import { describe, expect, it } from 'vitest';
import { SETTINGS, selling } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';
import type { Choices } from '../gen/Choices';
import type { SettingsAct } from '../gen/SettingsAct';
import { isSetting, SECTIONS } from '../parts/settings/sections';

useVirtualTime();

const acts = (window: TestWindow) => window.host.asked('settingsAct').map(([act]) => act as SettingsAct);
const shown = () =>
  [...document.querySelectorAll('[data-testid^="setting-"]')]
    .map((each) => (each as HTMLElement).dataset.testid ?? '')
    .filter((id) => !id.endsWith('-problem'))
    .map((id) => id.replace('setting-', ''));
const chosen = (choices: Partial<Choices>) =>
  selling({}, { settings: { ...SETTINGS, choices: { ...SETTINGS.choices, ...choices } } });

async function open(snapshot = selling(), section?: string): Promise<TestWindow> {
  const window = await TestWindow.open(snapshot);
  await window.press(['F10']);
  await window.rest();
  if (section) await window.click(`section-${section}`);
  return window;
}

describe('a setting is found', () => {
  it.each([
    ['おと', ['sound', 'tone_volume', 'spoken_amount']],
    ['sound', ['sound', 'tone_volume', 'spoken_amount']],
    ['ぷりんたー', ['printer']],
    ['暗証番号', ['people', 'my_pin']],
  ])('by %s in whichever language the screen has', async (typed, expected) => {
    const window = await open();
    await window.enter('settings-search', typed);
    for (const entry of expected.filter((each) => each !== 'my_pin')) expect(shown()).toContain(entry);
    expect(shown()).not.toContain('theme');
  });

  it('and_esc_gives_all_of_them_back_before_it_leaves', async () => {
    const window = await open();
    await window.enter('settings-search', 'ぺんぎん');
    expect(window.text('settings-status')).toContain('当てはまる設定はありません');
    await window.press(['Escape'], 500);
    expect(shown()).toContain('language');
    await window.press(['Escape'], 500);
    expect(window.find('settings-screen')).toBeNull();
  });

  it('in_exactly_one_section', () => {
    const placed = SECTIONS.flatMap((section) => section.entries).filter(isSetting);
    expect([...placed].sort()).toEqual(SETTINGS.facts.map((facts) => facts.setting).sort());
  });
});

describe('a setting is changed', () => {
  it('at_once_by_a_switch_and_says_so', async () => {
    const window = await open(selling(), 'sound');
    await window.click('set-sound');
    expect(acts(window)).toEqual([{ act: 'change', setting: { setting: 'sound', value: false } }]);
    expect(window.get('set-sound').getAttribute('aria-checked')).toBe('false');
    expect(window.text('settings-status')).toContain('音を鳴らす');
  });

  it('by_a_number_that_is_typed_or_stepped_within_its_bounds', async () => {
    const window = await open(chosen({ tray_life_seconds: 1790 }), 'selling');
    await window.click('set-tray_life_seconds-more');
    await window.enter('set-tray_life_seconds', '９0');
    const values = acts(window).map((act) => act.act === 'change' && act.setting.value);
    expect(values).toEqual([1800, 90]);
  });

  it('and_what_is_out_of_bounds_is_told_in_one_sentence_and_stays_to_be_mended', async () => {
    const window = await open(selling(), 'selling');
    window.host.refuse('settingsAct', {
      code: 'out_of_range',
      setting: 'tray_life_seconds',
      least: 60,
      most: 1800,
    });
    await window.enter('set-tray_life_seconds', '9');
    expect(window.text('setting-tray_life_seconds-problem')).toContain('60 から 1800 まで');
    // Snapshots come all the time; none of them takes away what is being mended.
    await window.show(selling({ revision: 2 }));
    expect((window.get('set-tray_life_seconds') as HTMLInputElement).value).toBe('9');
  });

  it('and_what_is_no_number_never_leaves_the_window', async () => {
    const window = await open(selling(), 'selling');
    for (const typed of ['abc', '-5', '99999999999999999999', '1.5']) {
      await window.enter('set-tray_life_seconds', typed);
      expect(window.text('setting-tray_life_seconds-problem')).toContain('60 から 1800 まで');
    }
    expect(acts(window)).toEqual([]);
  });

  it('back_to_its_default_which_is_always_shown', async () => {
    const window = await open(chosen({ tray_life_seconds: 90 }), 'selling');
    expect(window.text('setting-tray_life_seconds')).toContain('初期値 300 秒');
    await window.click('reset-tray_life_seconds');
    expect(acts(window)).toEqual([{ act: 'reset', setting: 'tray_life_seconds' }]);
    expect(window.find('reset-tray_life_seconds')).toBeNull();
  });

  it('as_a_list_of_amounts_whose_empty_places_are_none', async () => {
    const window = await open(chosen({ quick_payment: ['500', '1000'] }), 'selling');
    await window.enter('set-quick_payment-2', '３000');
    await window.enter('set-quick_payment-0', '');
    const values = acts(window).map((act) => act.act === 'change' && act.setting.value);
    expect(values).toEqual([
      ['500', '1000', '3000'],
      ['1000', '3000'],
    ]);
  });

  it('and_an_amount_that_was_refused_is_marked', async () => {
    const window = await open(chosen({ quick_payment: ['500'] }), 'selling');
    window.host.refuse('settingsAct', { code: 'not_an_amount', setting: 'quick_payment', text: 'abc' });
    await window.enter('set-quick_payment-1', 'abc');
    expect(window.get('set-quick_payment-1').getAttribute('aria-invalid')).toBe('true');
    expect(window.get('set-quick_payment-0').getAttribute('aria-invalid')).toBe('false');
    expect(window.text('setting-quick_payment-problem')).toContain('「abc」');
  });

  it('and_esc_takes_back_what_was_typed_without_leaving', async () => {
    const window = await open(selling(), 'shift');
    const field = window.get('set-day_starts_at') as HTMLInputElement;
    field.focus();
    field.value = '25:00';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await window.press(['Escape'], 500);
    expect(field.value).toBe('04:00');
    expect(window.find('settings-screen')).not.toBeNull();
  });

  it('not_where_the_machine_has_no_voice', async () => {
    const mute = selling({}, { settings: { ...SETTINGS, voices: [] } });
    const window = await open(mute, 'sound');
    expect((window.get('set-spoken_amount') as HTMLButtonElement).disabled).toBe(true);
    expect(window.text('setting-spoken_amount')).toContain('声がありません');
  });
});

describe('all settings', () => {
  it('go_back_to_their_defaults_after_a_question_that_lists_what_is_lost', async () => {
    const window = await open(chosen({ tray_life_seconds: 90 }), 'machine');
    await window.click('open-defaults');
    expect(window.words).toContain('90 秒 → 300 秒');
    await window.press(['Enter'], 500);
    expect(acts(window)).toEqual([{ act: 'defaults' }]);
    expect(window.find('defaults-confirm')).toBeNull();
  });

  it('are_written_into_a_file_whose_place_is_told', async () => {
    const window = await open(selling(), 'machine');
    await window.click('settings-export');
    expect(acts(window)).toEqual([{ act: 'export' }]);
    expect(window.text('settings-file-done')).toContain('/');
  });

  it('look_as_the_chosen_theme', async () => {
    const window = await open(chosen({ theme: 'dark' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    await window.click('set-theme-light');
    expect(document.documentElement.dataset.theme).toBe('light');
  });
});

it('a_settings_file_that_was_damaged_is_told_until_it_was_seen', async () => {
  const notice = { kept_as: 'settings.damaged.json', refused: [] };
  const window = await TestWindow.open(selling({}, { settings: { ...SETTINGS, notice } }));
  expect(window.text('settings-notice')).toContain('settings.damaged.json');
  await window.click('settings-notice-seen');
  expect(acts(window)).toEqual([{ act: 'acknowledge' }]);
  expect(window.find('settings-notice')).toBeNull();
});

it('a_shop_that_leaves_the_drawer_out_is_not_asked_for_its_cash', async () => {
  const window = await TestWindow.open(chosen({ expected_cash: false }));
  await window.press(['F9']);
  await window.rest();
  expect(window.find('shift-open-confirm')).not.toBeNull();
  expect(window.find('shift-float')).toBeNull();
});

it('the_way_back_to_the_first_screen_is_refused_in_words_while_a_sale_is_open', async () => {
  const window = await open(selling(), 'machine');
  await window.click('open-connection');
  window.host.refuse('setupAct', { code: 'journal' });
  await window.press(['Enter'], 500);
  expect(window.text('connection-problem')).toContain('記録');
  window.host.refuse('setupAct', null);
  await window.press(['Enter'], 500);
  expect(window.host.asked('setupAct')).toEqual([[{ act: 'leave' }], [{ act: 'leave' }]]);
  expect(window.find('connection-yes')).toBeNull();
});

describe("the monitor of the customers' screen", () => {
  const customer = { place: 'on_monitor' as const, language: 'ja' as const, monitors: ['HDMI-1', 'DP-2'] };
  const withMonitor = (customer_monitor: string | null) => ({ ...chosen({ customer_monitor }), customer });

  it('is_chosen_among_those_that_are_connected', async () => {
    const window = await open(withMonitor(null), 'customer');
    await window.click('set-customer_monitor-1');
    await window.click('set-customer_monitor-any');
    expect(acts(window)).toEqual([
      { act: 'change', setting: { setting: 'customer_monitor', value: 'DP-2' } },
      { act: 'change', setting: { setting: 'customer_monitor', value: null } },
    ]);
  });

  it('stays_to_be_seen_when_it_is_gone', async () => {
    const window = await open(withMonitor('HDMI-2'), 'customer');
    expect(window.text('set-customer_monitor-gone')).toContain('HDMI-2(つながっていません)');
  });
});
