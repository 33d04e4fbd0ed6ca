// The parts of the screens that hardly ever change, and so are held against a reference picture: what money, direction
// and outcome look like. None shows a time of day or a count of seconds.

const STAFF = { page: 'gallery.html', size: { width: 1280, height: 800 }, language: 'ja', theme: 'light' };
const CUSTOMER = { ...STAFF, page: 'gallery-customer.html', size: { width: 800, height: 480 } };
const DARK = { theme: 'dark' };
const ENGLISH = { language: 'en' };

/** Each with the state in which it is drawn, and the selector of its one element. */
export const PARTS = [
  staff('qr', 'waiting', '[data-testid=qr]'),
  staff('qr-payment', 'waiting', '.customer'),
  staff('qr-topup', 'waiting-topup', '.customer'),
  staff('amount-empty', 'sell-empty', '.amount'),
  staff('amount-payment', 'sell-payment', '.amount'),
  staff('amount-payment-dark', 'sell-payment', '.amount', DARK),
  staff('amount-topup', 'sell-topup', '.amount'),
  staff('amount-sum', 'sell-sum', '.amount'),
  staff('directions', 'sell-topup', '.entry > :first-child'),
  staff('keypad', 'sell-empty', '.keypad'),
  staff('keypad-dark', 'sell-empty', '.keypad', DARK),
  staff('bar-practice', 'sell-empty', 'header'),
  staff('bar-real', 'sell-real', 'header'),
  staff('bar-offline', 'sell-offline', 'header'),
  staff('marks', 'sell-payment', '.beside > .history'),
  staff('paid', 'paid', '.what'),
  staff('paid-english', 'paid', '.what', ENGLISH),
  staff('topped-up', 'topped-up', '.what'),
  staff('failed', 'failed-balance', '.what'),
  staff('canceled', 'canceled', '.what'),
  staff('expired-topup', 'expired-topup', '.what'),
  customer('customer-waiting', 'customer-waiting'),
  customer('customer-waiting-topup', 'customer-waiting-topup'),
  customer('customer-paid', 'customer-paid'),
  customer('customer-failed', 'customer-failed'),
  customer('customer-expired', 'customer-expired'),
];

function staff(name, state, selector, other = {}) {
  return { name, state, selector, ...STAFF, ...other };
}

function customer(name, state) {
  return { name, state, selector: 'main', ...CUSTOMER };
}
