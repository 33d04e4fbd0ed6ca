import type { CustomerView } from '../gen/CustomerView';
import type { Direction } from '../gen/Direction';
import { m } from '../words/messages';

/** What the customer reads: a word, and a sentence for it. */
export interface CustomerWords {
  title: string;
  text: string;
}

/** The words of what is on the customer's screen. */
export function customerWords(view: CustomerView): CustomerWords {
  switch (view.screen) {
    case 'closed':
      return { title: m.customer_closed_title(), text: '' };
    case 'idle':
      return { title: m.customer_idle_title(), text: '' };
    case 'preparing':
      return { title: directionTitle(view.direction), text: m.customer_preparing() };
    case 'waiting':
      return { title: directionTitle(view.direction), text: chargedText(view.direction) };
    case 'checking':
      return { title: m.customer_checking_title(), text: m.customer_checking_text() };
    case 'succeeded':
      return {
        title: view.direction === 'topup' ? m.customer_succeeded_topup() : m.customer_succeeded_payment(),
        text: m.customer_thanks(),
      };
    case 'failed':
      return { title: m.customer_failed_title(), text: m.customer_ask_staff() };
    case 'unresolved':
      return { title: m.customer_checking_title(), text: m.customer_ask_staff() };
    case 'canceled':
      return { title: m.customer_canceled_title(), text: nothingMoved(view.direction) };
    case 'expired':
      return { title: m.customer_expired_title(), text: nothingMoved(view.direction) };
    default:
      return view satisfies never;
  }
}

/** Which way the money goes. */
export function directionTitle(direction: Direction): string {
  return direction === 'topup' ? m.customer_topup_title() : m.customer_payment_title();
}

/** What a scan does, at once. */
export function chargedText(direction: Direction): string {
  return direction === 'topup' ? m.customer_topup_text() : m.customer_payment_text();
}

function nothingMoved(direction: Direction): string {
  return direction === 'topup' ? m.customer_not_topped_up() : m.customer_not_charged();
}
