import type { SaleView } from '../gen/SaleView';
import type { Looking } from '../state/place.svelte';
import { m } from '../words/messages';

/** One line of the list of keys. */
export interface HelpLine {
  keys: string[];
  does: string;
}

const line = (keys: string, does: string): HelpLine => ({ keys: keys.split(' '), does });

/** What decides which keys there are. */
export interface KeysAt {
  looking: Looking;
  live: SaleView | null;
  isPractice: boolean;
  /** The shop has set up staff, so there is somebody to lock out. */
  isStaffUsed: boolean;
}

/** What staff can press on the screen that is there, in the order in which it is needed. */
export function keysOf({ looking, live, isPractice, isStaffUsed }: KeysAt): HelpLine[] {
  const everywhere = [
    line('F11', m.customer_screen_language()),
    ...(isStaffUsed ? [line('F12', m.staff_lock())] : []),
    line('Ctrl + -', m.setting_zoom_percent()),
    line('F1', m.help_help()),
  ];
  if (live !== null && live.state !== 'not_created') {
    const isOpen = live.state === 'creating' || live.state === 'waiting' || live.state === 'checking';
    return [...(isOpen ? trayKeys(isPractice) : resultKeys()), ...everywhere];
  }
  return [...screenKeys(looking), ...everywhere];
}

function screenKeys(looking: Looking): HelpLine[] {
  switch (looking) {
    case 'sell':
      return sellKeys();
    case 'history':
      return [
        line('↑ ↓ PgUp PgDn', m.help_list()),
        line('F4', m.help_search()),
        line('Enter', m.history_detail()),
        line('F5', m.help_check()),
        line('R', m.action_refund()),
        line('P', m.action_reprint()),
        line('C C', m.action_cancel()),
        line('Q', m.action_new_qr()),
        line('F7', m.help_newest()),
        line('F8', m.export_open()),
        line('F9', m.shift_screen()),
        toSell(),
      ];
    case 'shift':
      return [
        line('F4', m.shift_open()),
        line('F5', m.shift_check()),
        line('F10', m.shift_close()),
        line('PgUp PgDn', m.help_shifts()),
        line('F9', m.help_this_shift()),
        line('F6', m.reconcile()),
        line('P', m.shift_print()),
        line('F8', m.export_open()),
        line('F7', m.history_open()),
        toSell(),
      ];
    case 'reconciliation':
      return [
        line('↑ ↓ PgUp PgDn', m.help_list()),
        line('F5', m.check_sale()),
        line('Enter', m.look_at_sale()),
        line('F6', m.reconcile_again()),
        line('F7', m.history_open()),
        line('Esc', m.back()),
      ];
    case 'settings':
      return [
        line('F4', m.settings_search()),
        line('PgUp PgDn', m.settings_sections()),
        line('Tab', m.help_next_field()),
        line('F7', m.history_open()),
        line('F9', m.shift_screen()),
        toSell(),
      ];
    case 'people':
      return [
        line('↑ ↓', m.help_people()),
        line('F4', m.people_add()),
        line('Tab', m.help_next_field()),
        line('Enter', m.people_save()),
        line('F2 F3', m.help_sell()),
        line('Esc', m.back()),
      ];
    case 'audit':
      return [
        line('F5', m.help_newest()),
        line('F7', m.history_open()),
        line('F9', m.shift_screen()),
        line('F2 F3', m.help_sell()),
        line('Esc', m.back()),
      ];
    default:
      return looking satisfies never;
  }
}

function toSell(): HelpLine {
  return line('Esc F2 F3', m.help_sell());
}

function sellKeys(): HelpLine[] {
  return [
    line('0–9 00 ⌫ Del', m.help_amount()),
    line('+ ×', m.help_sum()),
    line('⇧1…⇧6', m.help_quick()),
    line('L', m.last_amount()),
    line('F2', m.direction_payment()),
    line('F3', m.direction_topup()),
    line('F4', m.note_label()),
    line('Enter', m.start_payment()),
    line('G', m.bill_take()),
    line('H', m.help_hold()),
    line('N', m.help_notice()),
    line('F7', m.history_open()),
    line('F9', m.shift_screen()),
    line('F10', m.settings()),
  ];
}

function trayKeys(isPractice: boolean): HelpLine[] {
  return [
    line('F5', m.action_check_now()),
    line('F6', m.action_amend()),
    line('F8', m.action_extend()),
    line('H', m.action_park()),
    line('S', m.action_save_qr()),
    line('Esc Esc', m.action_cancel()),
    line('N', m.help_notice()),
    ...(isPractice ? [line('1–6', m.help_customers())] : []),
  ];
}

function resultKeys(): HelpLine[] {
  return [
    line('Enter', m.next_again()),
    line('Esc', m.action_done()),
    line('T S A', m.help_way()),
    line('Q', m.action_new_qr()),
    line('R', m.action_refund()),
    line('P', m.action_slip()),
    line('N', m.help_notice()),
  ];
}
