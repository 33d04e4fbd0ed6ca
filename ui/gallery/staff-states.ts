import { SETTINGS, selling, shiftOpen, succeeded, waiting } from '../src/examples/snapshots';
import { LOCKED, PEOPLE, staffed } from '../src/examples/staff';
import type { Refusal } from '../src/ipc/simulated-host';
import type { Picture } from './states';

const open = { shift: shiftOpen() };
const working = (more = {}) => selling(open, { staff: staffed(), ...more });
const manager = selling(open, { staff: staffed({ who: PEOPLE[0] ?? null }) });
const needsRefund: Refusal = { code: 'approval_needed', right: 'refund' };
const search = (text: string) => ['settings-search', `type:${text}`];
const settings = ['F10'];

/** Every state of settings and staff, by name. */
export const STAFF_PICTURES: Record<string, Picture> = {
  settings: { snapshot: selling(open), keys: settings },
  'settings-selling': { snapshot: selling(open), keys: settings, then: ['section-selling'] },
  'settings-sound': { snapshot: selling(open), keys: settings, then: ['section-sound', 'set-sound'] },
  'settings-customer': {
    snapshot: selling(open, {
      customer: { place: 'on_monitor', language: 'ja', monitors: ['HDMI-1', 'DP-2'] },
      settings: { ...SETTINGS, choices: { ...SETTINGS.choices, customer_monitor: 'HDMI-2' } },
    }),
    keys: settings,
    then: ['section-customer'],
  },
  'settings-shift': { snapshot: selling(open), keys: settings, then: ['section-shift'] },
  'settings-staff': { snapshot: working(), keys: settings, then: ['section-staff'] },
  'settings-machine': { snapshot: selling(open), keys: settings, then: ['section-machine'] },
  'settings-search': { snapshot: selling(open), keys: settings, then: search('おと') },
  'settings-nothing': { snapshot: selling(open), keys: settings, then: search('ぺんぎん') },
  'settings-changed': {
    snapshot: selling(open, {
      settings: {
        ...SETTINGS,
        choices: { ...SETTINGS.choices, tray_life_seconds: 90, quick_payment: ['700'] },
      },
    }),
    keys: settings,
    then: ['section-selling', 'set-tray_life_seconds-more'],
  },
  'settings-problem': {
    snapshot: selling(open),
    keys: settings,
    then: ['section-selling', 'set-tray_life_seconds', 'type:9', 'key:Enter'],
    refuse: ['settingsAct', { code: 'out_of_range', setting: 'tray_life_seconds', least: 60, most: 1800 }],
  },
  'settings-defaults': {
    snapshot: selling(open, {
      settings: { ...SETTINGS, choices: { ...SETTINGS.choices, tray_life_seconds: 90, sound: false } },
    }),
    keys: settings,
    then: ['section-machine', 'open-defaults'],
  },
  'settings-exported': {
    snapshot: selling(open),
    keys: settings,
    then: ['section-machine', 'settings-export'],
  },
  'settings-file-problem': {
    snapshot: selling(open),
    keys: settings,
    then: ['section-machine', 'settings-export'],
    refuse: [
      'settingsAct',
      {
        code: 'import_refused',
        refused: [
          { code: 'out_of_range', setting: 'tone_volume', least: 0, most: 100 },
          { code: 'not_a_time', setting: 'day_starts_at', text: '25:00' },
        ],
      },
    ],
  },

  'settings-keys': { snapshot: working(), keys: settings, then: ['key:F1'] },
  'confirm-close-kiosk-pin': {
    snapshot: selling(open, { staff: staffed(), is_close_asked: true }),
    then: ['close-anyway', 'key:4'],
    refuse: ['closeWindow', { code: 'approval_needed', right: 'settings' }],
  },

  'settings-notice': {
    snapshot: selling(open, {
      settings: { ...SETTINGS, notice: { kept_as: 'settings.damaged-20261120-143012.json', refused: [] } },
    }),
  },

  'staff-at-work': { snapshot: working(), keys: [...'1200'] },
  'staff-nobody': {
    snapshot: selling(open, { staff: staffed({ who: null, may: ['sell'], nobody_may: ['sell'] }) }),
  },
  'staff-damaged': {
    snapshot: selling(open, { staff: staffed({ people: [], who: null, may: ['sell'], is_damaged: true }) }),
  },
  lock: { snapshot: selling(open, { staff: LOCKED }), keys: ['4', '0', '7'] },
  'lock-wrong': {
    snapshot: selling(open, { staff: LOCKED }),
    keys: ['4', '0', '7', '1', 'Enter'],
    refuse: ['staffAct', { code: 'wrong_pin', tries_left: 2, wait_seconds: 0 }],
  },
  'lock-wait': {
    snapshot: selling(open, { staff: LOCKED }),
    keys: ['4', '0', '7', '1', 'Enter'],
    refuse: ['staffAct', { code: 'wrong_pin', tries_left: 0, wait_seconds: 60 }],
  },
  'lock-over-qr': { snapshot: selling({ ...open, live: waiting() }, { staff: LOCKED }) },
  'lock-over-paid': { snapshot: selling({ ...open, live: succeeded() }, { staff: LOCKED }) },
  'log-in-over-paid': {
    snapshot: selling({ ...open, live: succeeded() }, { staff: LOCKED }),
    then: ['unlock', 'key:4'],
  },
  approve: {
    snapshot: selling({ ...open, live: succeeded({ actions: ['refund', 'done'] }) }, { staff: staffed() }),
    keys: ['r'],
    then: ['type:返品', 'key:Enter', 'key:Enter', 'key:4', 'key:0'],
    refuse: ['refundSale', needsRefund],
  },
  'approve-settings': {
    snapshot: working(),
    keys: settings,
    then: ['section-selling', 'set-tray_life_seconds-more'],
    refuse: ['settingsAct', { code: 'approval_needed', right: 'settings' }],
  },
  'approve-topup': {
    snapshot: working(),
    keys: ['F3', ...'3000', 'Enter'],
    then: ['key:Enter'],
    refuse: ['startSale', { code: 'approval_needed', right: 'topup' }],
  },

  'people-keys': {
    snapshot: manager,
    keys: settings,
    then: ['section-staff', 'open-people', 'key:F1'],
  },
  'people-none': { snapshot: selling(open), keys: settings, then: ['section-staff', 'open-people'] },
  people: { snapshot: manager, keys: settings, then: ['section-staff', 'open-people', 'person-row-2'] },
  'people-own': {
    snapshot: manager,
    keys: settings,
    then: ['section-staff', 'open-people', 'person-row-2', 'right-refund', 'right-topup'],
  },
  'people-problem': {
    snapshot: manager,
    keys: settings,
    then: ['section-staff', 'open-people', 'person-row-1', 'right-settings', 'person-save'],
    refuse: ['staffAct', { code: 'last_with_settings' }],
  },
  'people-pin': {
    snapshot: manager,
    keys: settings,
    then: ['section-staff', 'open-people', 'person-row-3', 'person-pin', 'key:4', 'key:0', 'key:7'],
  },
  'people-remove': {
    snapshot: manager,
    keys: settings,
    then: ['section-staff', 'open-people', 'person-row-3', 'person-remove'],
  },
  'people-off': { snapshot: manager, keys: settings, then: ['section-staff', 'open-people', 'staff-off'] },
  audit: { snapshot: manager, keys: settings, then: ['section-staff', 'open-audit'] },
  'my-pin': {
    snapshot: working(),
    keys: settings,
    then: ['section-staff', 'open-my_pin', 'key:4', 'key:Enter'],
  },
};
