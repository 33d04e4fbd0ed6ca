import type { SettingName } from '../../gen/SettingName';
import { m } from '../../words/messages';
import { findTexts, TOLD, type Say, type Told } from '../../text/settings';
import { isFound } from '../../text/find';

/** What can be done on the settings screen beside setting a value. */
export type ActName = 'printer' | 'people' | 'my_pin' | 'audit' | 'connection' | 'file' | 'defaults';

/** One thing on the settings screen. */
export type Entry = SettingName | ActName;

/** A kind of settings, which is looked at as a whole. */
export interface Section {
  id: string;
  title: Say;
  entries: Entry[];
}

/** Every setting in its place. A name that Rust adds and that stands nowhere fails the test beside this file. */
export const SECTIONS: Section[] = [
  { id: 'screen', title: m.section_screen, entries: ['language', 'theme', 'zoom_percent'] },
  {
    id: 'selling',
    title: m.section_selling,
    entries: ['quick_payment', 'quick_topup', 'tray_life_seconds', 'base_gap_ms'],
  },
  { id: 'sound', title: m.section_sound, entries: ['sound', 'tone_volume', 'spoken_amount'] },
  {
    id: 'customer',
    title: m.section_customer,
    entries: ['customer_screen', 'customer_monitor', 'customer_language', 'customer_result_seconds'],
  },
  {
    id: 'shift',
    title: m.section_shift,
    entries: ['day_starts_at', 'expected_cash', 'export_folder', 'printer'],
  },
  { id: 'staff', title: m.section_staff, entries: ['people', 'my_pin', 'idle_lock_minutes', 'audit'] },
  {
    id: 'machine',
    title: m.section_machine,
    entries: ['connection', 'till_code', 'kiosk', 'autostart', 'file', 'defaults'],
  },
];

const ACTS: Record<ActName, Told> = {
  printer: {
    title: m.settings_printer,
    effect: m.settings_printer_effect,
    find: m.settings_printer_find,
  },
  people: { title: m.settings_people, effect: m.settings_people_effect, find: m.settings_people_find },
  my_pin: { title: m.people_my_pin, effect: m.people_my_pin_effect, find: m.people_my_pin_find },
  audit: { title: m.settings_audit, effect: m.settings_audit_effect, find: m.settings_audit_find },
  connection: {
    title: m.settings_connection,
    effect: m.settings_connection_effect,
    find: m.settings_connection_find,
  },
  file: { title: m.settings_file, effect: m.settings_file_effect, find: m.settings_file_find },
  defaults: {
    title: m.settings_all_default,
    effect: m.settings_all_default_effect,
    find: m.settings_all_default_find,
  },
};

/** True for what has a value; everything else is something to do. */
export function isSetting(entry: Entry): entry is SettingName {
  return Object.hasOwn(TOLD, entry);
}

/** What is said of an entry. */
export function toldOf(entry: Entry): Told {
  return isSetting(entry) ? TOLD[entry] : ACTS[entry];
}

/** The sections with only those entries that the typed words are found in. */
export function findSections(typed: string): Section[] {
  return SECTIONS.map((section) => ({
    ...section,
    entries: section.entries.filter((entry) => {
      const kinds = (['ja', 'en'] as const).map((locale) => section.title({}, { locale }));
      return isFound(typed, [...findTexts(toldOf(entry)), ...kinds]);
    }),
  })).filter((section) => section.entries.length > 0);
}
