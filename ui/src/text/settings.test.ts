import { describe, it } from 'vitest';
import type { SettingsProblem } from '../gen/SettingsProblem';
import { settingsProblemWords, TOLD } from './settings';
import { inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const SETTINGS: { [Code in SettingsProblem['code']]: Extract<SettingsProblem, { code: Code }> } = {
  out_of_range: { code: 'out_of_range', setting: 'tone_volume', least: 0, most: 100 },
  wrong_kind: { code: 'wrong_kind', setting: 'theme' },
  too_many_amounts: { code: 'too_many_amounts', setting: 'quick_topup', most: 6 },
  not_an_amount: { code: 'not_an_amount', setting: 'quick_topup', text: 'x' },
  amount_too_large: { code: 'amount_too_large', setting: 'quick_topup', text: '9', limit: '1' },
  amount_twice: { code: 'amount_twice', setting: 'quick_topup', text: '500' },
  not_a_time: { code: 'not_a_time', setting: 'day_starts_at', text: '25:00' },
  not_a_till_code: { code: 'not_a_till_code', setting: 'till_code', text: '!' },
  fixed_by_shop: { code: 'fixed_by_shop', setting: 'till_code' },
  not_a_monitor: { code: 'not_a_monitor', setting: 'customer_monitor' },
  folder_unusable: { code: 'folder_unusable', setting: 'export_folder', path: '/x' },
  autostart_refused: { code: 'autostart_refused', setting: 'autostart' },
  not_kept: { code: 'not_kept' },
  cannot_export: { code: 'cannot_export', path: '/x' },
  cannot_open: { code: 'cannot_open' },
  not_settings: { code: 'not_settings' },
  too_new: { code: 'too_new', version: 2 },
  import_refused: { code: 'import_refused', refused: [{ code: 'not_settings' }] },
  part_unreadable: { code: 'part_unreadable', part: 'printing' },
};

describe('every_setting_and_its_refusals_have_words_in_both_languages', () => {
  it.each(keys(SETTINGS))('settings %s', (code) => inBoth(() => settingsProblemWords(SETTINGS[code], 'P')));
  it.each(keys(TOLD))('setting %s', (name) => {
    inBoth(() => TOLD[name].title());
    inBoth(() => TOLD[name].effect());
  });
});
