/** Views of the customer's screen as the program would send them, for tests and the gallery. */

import type { CustomerView } from '../gen/CustomerView';
import { EXAMPLE_QR } from './qr';

type Screen = CustomerView['screen'];
type Of<Name extends Screen> = Extract<CustomerView, { screen: Name }>;

const common = {
  language: 'ja',
  environment: 'production',
  shop: { name: 'みどり商店', money_name: 'みどりマネー', unit: '円' },
  dots_per_metre: null,
} as const;

const sale = { direction: 'payment', amount: '1200' } as const;

/** What the program shows in one state; `more` is what is different. */
export function customer<Name extends Screen>(screen: Name, more: Partial<Of<Name>> = {}): CustomerView {
  const qr = { size: EXAMPLE_QR.size, path: EXAMPLE_QR.path };
  const all: Record<Screen, CustomerView> = {
    closed: { ...common, screen: 'closed', environment: null, shop: null },
    idle: { ...common, screen: 'idle' },
    preparing: { ...common, ...sale, screen: 'preparing' },
    waiting: { ...common, ...sale, screen: 'waiting', qr },
    checking: { ...common, ...sale, screen: 'checking' },
    succeeded: { ...common, ...sale, screen: 'succeeded' },
    failed: { ...common, screen: 'failed', direction: 'payment' },
    unresolved: { ...common, screen: 'unresolved', direction: 'payment' },
    canceled: { ...common, screen: 'canceled', direction: 'payment' },
    expired: { ...common, screen: 'expired', direction: 'payment' },
  };
  return { ...all[screen], ...more } as CustomerView;
}
