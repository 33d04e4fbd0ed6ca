import { customer } from '../src/examples/customer';
import type { CustomerView } from '../src/gen/CustomerView';

const topup = { direction: 'topup', amount: '3000' } as const;
const practice = { environment: 'practice' } as const;
const long = {
  name: '有限会社みどり商店 駅前中央通り本店 食品売場',
  money_name: 'みどり市地域振興プレミアムマネー',
  unit: '円',
};

/** Every state of the customer's screen, by name. */
export const CUSTOMER_PICTURES: Record<string, CustomerView> = {
  'customer-closed': customer('closed'),
  'customer-idle': customer('idle'),
  'customer-idle-practice': customer('idle', practice),
  'customer-idle-long': customer('idle', { shop: long }),
  'customer-preparing': customer('preparing'),
  'customer-waiting': customer('waiting'),
  'customer-waiting-practice': customer('waiting', practice),
  'customer-waiting-sandbox': customer('waiting', { environment: 'sandbox' }),
  'customer-waiting-long': customer('waiting', { shop: long, amount: '12345678' }),
  'customer-waiting-topup': customer('waiting', topup),
  'customer-waiting-topup-practice': customer('waiting', { ...topup, ...practice }),
  'customer-checking': customer('checking'),
  'customer-checking-topup': customer('checking', topup),
  'customer-paid': customer('succeeded'),
  'customer-paid-practice': customer('succeeded', { amount: '12345678', ...practice }),
  'customer-topped-up': customer('succeeded', topup),
  'customer-failed': customer('failed'),
  'customer-failed-topup': customer('failed', { direction: 'topup' }),
  'customer-unresolved': customer('unresolved'),
  'customer-canceled': customer('canceled'),
  'customer-expired': customer('expired'),
  'customer-expired-topup': customer('expired', { direction: 'topup' }),
};
