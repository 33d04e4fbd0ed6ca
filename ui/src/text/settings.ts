import type { Choices } from '../gen/Choices';
import type { Setting } from '../gen/Setting';
import type { SettingName } from '../gen/SettingName';
import type { SettingsNotice } from '../gen/SettingsNotice';
import type { SettingsProblem } from '../gen/SettingsProblem';
import type { SettingUnit } from '../gen/SettingUnit';
import type { TakesEffect } from '../gen/TakesEffect';
import type { Theme } from '../gen/Theme';
import type { Broken } from '../ipc/problem';
import { m } from '../words/messages';
import { formatMoney } from './money';

/** A word or sentence of the message files that needs nothing to be put in. */
export type Say = (inputs?: Record<string, never>, options?: { locale?: 'ja' | 'en' }) => string;

/** What is said of one thing on the settings screen. */
export interface Told {
  title: Say;
  /** What it does, in one or two sentences. */
  effect: Say;
  /** Other words by which people look for it: readings, synonyms. */
  find: Say;
}

/** What is said of each setting. A name that Rust adds and that has no line here does not compile. */
export const TOLD: Record<SettingName, Told> = {
  language: { title: m.setting_language, effect: m.setting_language_effect, find: m.setting_language_find },
  theme: { title: m.setting_theme, effect: m.setting_theme_effect, find: m.setting_theme_find },
  zoom_percent: {
    title: m.setting_zoom_percent,
    effect: m.setting_zoom_percent_effect,
    find: m.setting_zoom_percent_find,
  },
  quick_payment: {
    title: m.setting_quick_payment,
    effect: m.setting_quick_payment_effect,
    find: m.setting_quick_payment_find,
  },
  quick_topup: {
    title: m.setting_quick_topup,
    effect: m.setting_quick_topup_effect,
    find: m.setting_quick_topup_find,
  },
  tray_life_seconds: {
    title: m.setting_tray_life_seconds,
    effect: m.setting_tray_life_seconds_effect,
    find: m.setting_tray_life_seconds_find,
  },
  base_gap_ms: {
    title: m.setting_base_gap_ms,
    effect: m.setting_base_gap_ms_effect,
    find: m.setting_base_gap_ms_find,
  },
  sound: { title: m.setting_sound, effect: m.setting_sound_effect, find: m.setting_sound_find },
  tone_volume: {
    title: m.setting_tone_volume,
    effect: m.setting_tone_volume_effect,
    find: m.setting_tone_volume_find,
  },
  spoken_amount: {
    title: m.setting_spoken_amount,
    effect: m.setting_spoken_amount_effect,
    find: m.setting_spoken_amount_find,
  },
  customer_screen: {
    title: m.setting_customer_screen,
    effect: m.setting_customer_screen_effect,
    find: m.setting_customer_screen_find,
  },
  customer_monitor: {
    title: m.setting_customer_monitor,
    effect: m.setting_customer_monitor_effect,
    find: m.setting_customer_monitor_find,
  },
  customer_language: {
    title: m.setting_customer_language,
    effect: m.setting_customer_language_effect,
    find: m.setting_customer_language_find,
  },
  customer_result_seconds: {
    title: m.setting_customer_result_seconds,
    effect: m.setting_customer_result_seconds_effect,
    find: m.setting_customer_result_seconds_find,
  },
  day_starts_at: {
    title: m.setting_day_starts_at,
    effect: m.setting_day_starts_at_effect,
    find: m.setting_day_starts_at_find,
  },
  expected_cash: {
    title: m.setting_expected_cash,
    effect: m.setting_expected_cash_effect,
    find: m.setting_expected_cash_find,
  },
  idle_lock_minutes: {
    title: m.setting_idle_lock_minutes,
    effect: m.setting_idle_lock_minutes_effect,
    find: m.setting_idle_lock_minutes_find,
  },
  till_code: {
    title: m.setting_till_code,
    effect: m.setting_till_code_effect,
    find: m.setting_till_code_find,
  },
  kiosk: { title: m.setting_kiosk, effect: m.setting_kiosk_effect, find: m.setting_kiosk_find },
  autostart: {
    title: m.setting_autostart,
    effect: m.setting_autostart_effect,
    find: m.setting_autostart_find,
  },
  export_folder: {
    title: m.setting_export_folder,
    effect: m.setting_export_folder_effect,
    find: m.setting_export_folder_find,
  },
};

/** What a thing is found by: its words in both languages, whichever the screen has. */
export function findTexts(told: Told): string[] {
  const languages = ['ja', 'en'] as const;
  return [told.title, told.effect, told.find].flatMap((say) =>
    languages.map((locale) => say({}, { locale })),
  );
}

/** The unit of a number. */
export function unitOf(unit: SettingUnit): string {
  switch (unit) {
    case 'milliseconds':
      return m.unit_milliseconds();
    case 'seconds':
      return m.unit_seconds();
    case 'minutes':
      return m.unit_minutes();
    case 'percent':
      return m.unit_percent();
    default:
      return unit satisfies never;
  }
}

/** When a new value counts; nothing is said of what counts at once. */
export function takesEffectWords(when: TakesEffect): string {
  switch (when) {
    case 'at_once':
      return '';
    case 'next_sale':
      return m.settings_next_sale();
    case 'next_shift':
      return m.settings_next_shift();
    case 'next_start':
      return m.settings_next_start();
    default:
      return when satisfies never;
  }
}

/** What a theme is called. */
export function themeWord(theme: Theme): string {
  switch (theme) {
    case 'system':
      return m.theme_system();
    case 'light':
      return m.theme_light();
    case 'dark':
      return m.theme_dark();
    default:
      return theme satisfies never;
  }
}

/** The value of a setting as a person reads it. `unit` is the money's; `folder` where exports usually go. */
export function valueWords(setting: Setting, unit: string, folder: string): string {
  switch (setting.setting) {
    case 'language':
    case 'customer_language':
      return m.language_name({}, { locale: setting.value });
    case 'theme':
      return themeWord(setting.value);
    case 'quick_payment':
    case 'quick_topup':
      if (setting.value.length === 0) return m.settings_none();
      return setting.value.map((amount) => formatMoney(amount, unit)).join(' · ');
    case 'tray_life_seconds':
    case 'customer_result_seconds':
      return `${setting.value} ${m.unit_seconds()}`;
    case 'base_gap_ms':
      return `${setting.value} ${m.unit_milliseconds()}`;
    case 'zoom_percent':
    case 'tone_volume':
      return `${setting.value} ${m.unit_percent()}`;
    case 'idle_lock_minutes':
      return setting.value === 0 ? m.settings_off() : `${setting.value} ${m.unit_minutes()}`;
    case 'sound':
    case 'spoken_amount':
    case 'customer_screen':
    case 'expected_cash':
    case 'kiosk':
    case 'autostart':
      return setting.value ? m.settings_on() : m.settings_off();
    case 'customer_monitor':
      return setting.value ?? m.monitor_second();
    case 'day_starts_at':
    case 'till_code':
      return setting.value;
    case 'export_folder':
      return setting.value ?? folder;
    default:
      return setting satisfies never;
  }
}

/** One sentence: why a setting was not taken, or a file not written or read, and what to do. */
export function settingsProblemWords(problem: SettingsProblem | Broken, unit: string): string {
  switch (problem.code) {
    case 'out_of_range': {
      const { least, most } = problem;
      return m.settings_problem_range({ what: TOLD[problem.setting].title(), least, most });
    }
    case 'wrong_kind':
      return m.settings_problem_kind({ what: TOLD[problem.setting].title() });
    case 'too_many_amounts':
      return m.settings_problem_many({ what: TOLD[problem.setting].title(), most: problem.most });
    case 'not_an_amount':
      return m.settings_problem_amount({ text: problem.text });
    case 'amount_too_large':
      return m.settings_problem_amount_large({
        text: problem.text,
        limit: formatMoney(problem.limit, unit),
      });
    case 'amount_twice':
      return m.settings_problem_amount_twice({ text: formatMoney(problem.text, unit) });
    case 'not_a_time':
      return m.settings_problem_time({ text: problem.text });
    case 'not_a_till_code':
      return m.settings_problem_till_code({ text: problem.text });
    case 'fixed_by_shop':
      return m.settings_problem_fixed({ what: TOLD[problem.setting].title() });
    case 'not_a_monitor':
      return m.settings_problem_monitor({ what: TOLD[problem.setting].title() });
    case 'folder_unusable':
      return m.settings_problem_folder({ path: problem.path });
    case 'autostart_refused':
      return m.settings_problem_autostart();
    case 'not_kept':
      return m.settings_problem_not_kept();
    case 'cannot_export':
      return m.settings_problem_export({ path: problem.path });
    case 'cannot_open':
      return m.settings_problem_open();
    case 'not_settings':
      return m.settings_problem_not_settings();
    case 'too_new':
      return m.settings_problem_too_new();
    case 'import_refused':
      return m.settings_problem_import({
        reasons: problem.refused.map((each) => settingsProblemWords(each, unit)).join(' '),
      });
    case 'part_unreadable':
      return m.settings_problem_part();
    case 'unexpected':
      return m.problem_unexpected();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}

/** One setting out of all of them. */
export function settingOf(choices: Choices, name: SettingName): Setting {
  // Name and value belong together by the contract: Choices has the names of SettingName for fields.
  return { setting: name, value: choices[name] } as Setting;
}

/** What was wrong with the settings file, and what holds now. */
export function settingsNoticeWords(notice: SettingsNotice): string {
  if (notice.kept_as !== null) return m.settings_notice_damaged({ file: notice.kept_as });
  const names = notice.refused.flatMap((problem) =>
    'setting' in problem ? [TOLD[problem.setting].title()] : [],
  );
  return m.settings_notice_refused({ settings: names.join(' · ') });
}
