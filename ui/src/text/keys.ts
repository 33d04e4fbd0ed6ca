import type { SaleView } from '../gen/SaleView';
import type { Looking } from '../state/place.svelte';
import { m } from '../words/messages';

/** One line of the list of keys. */
export interface HelpLine {
  keys: string[];
  does: string;
}

const line = (keys: string, does: string): HelpLine => ({ keys: keys.split(' '), does });

/** What staff can press on the screen that is there, in the order in which it is needed. */
export function keysOf(looking: Looking, live: SaleView | null, isPractice: boolean): HelpLine[] {
  const always = line('F1', m.help_help());
  if (live !== null && live.state !== 'not_created') {
    const isOpen = live.state === 'creating' || live.state === 'waiting' || live.state === 'checking';
    return [...(isOpen ? trayKeys(isPractice) : resultKeys()), always];
  }
  switch (looking) {
    case 'history':
      return [
        line('↑ ↓ PgUp PgDn', m.help_list()),
        line('Enter', m.history_detail()),
        line('F5', m.help_check()),
        line('R', m.action_refund()),
        line('P', m.action_reprint()),
        line('Esc', m.back()),
        always,
      ];
    case 'shift':
      return [
        line('F10', m.shift_close()),
        line('F5', m.shift_check()),
        line('P', m.shift_print()),
        line('Esc', m.back()),
        always,
      ];
    case 'reconciliation':
      return [line('↑ ↓', m.help_list()), line('F5', m.reconcile_again()), line('Esc', m.back()), always];
    case 'sell':
      return [...sellKeys(), always];
    default:
      // A screen that names its keys itself.
      return [line('Esc', m.back()), always];
  }
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
    line('R', m.action_refund()),
    line('P', m.action_slip()),
    line('N', m.help_notice()),
  ];
}
