/** Shops that are connected or being connected, for tests and the gallery. The product never imports this. */

import type { CheckLine } from '../gen/CheckLine';
import type { CheckProblem } from '../gen/CheckProblem';
import type { ChosenView } from '../gen/ChosenView';
import type { ConnectingView } from '../gen/ConnectingView';
import type { FoundView } from '../gen/FoundView';
import type { NamedId } from '../gen/NamedId';
import type { ProfileRow } from '../gen/ProfileRow';

const until = '2027-06-30T14:59:59Z';
const fine = (check: CheckLine['check'], detail = ''): CheckLine => ({ check, result: 'fine', detail });

/** The lines about the keys, all green. */
export const GREEN: CheckLine[] = [
  fine('keys'),
  fine('certificate', until),
  fine('server'),
  fine('clock'),
  fine('credentials'),
  fine('shops', '3'),
];

/** The lines up to a red one. */
export const broken = (check: CheckLine['check'], problem: CheckProblem): CheckLine[] => [
  ...GREEN.slice(
    0,
    GREEN.findIndex((line) => line.check === check),
  ),
  { check, result: 'broken', problem },
];

export const SHOPS: NamedId[] = [
  { id: '7b6f2f1e-0d53-4f52-8a53-0f0a5d3a9a01', name: 'みどり商店 本店' },
  { id: '7b6f2f1e-0d53-4f52-8a53-0f0a5d3a9a02', name: 'みどり商店 駅前店' },
  { id: '7b6f2f1e-0d53-4f52-8a53-0f0a5d3a9a03', name: 'みどり商店 港店' },
];
export const MONEYS: NamedId[] = [
  { id: '90f1c1d2-5b0c-4a5a-93b7-2f1e6a7b8c01', name: 'みどりマネー' },
  { id: '90f1c1d2-5b0c-4a5a-93b7-2f1e6a7b8c02', name: '港まつり券' },
];
const [SHOP = fail()] = SHOPS;
const [MONEY = fail()] = MONEYS;

/** Three shops and two moneys, of which the settings file names the first ones. */
export const FOUND: FoundView = {
  shops: SHOPS,
  moneys: MONEYS,
  proposed_shop: SHOP.id,
  proposed_money: MONEY.id,
};

/** One shop with one money: there is nothing to choose. */
export const ONLY: FoundView = { ...FOUND, shops: [SHOP], moneys: [MONEY] };

/** A chain: nobody finds a shop among these by looking. */
export const MANY: FoundView = {
  ...FOUND,
  shops: Array.from({ length: 240 }, (_, index) => ({
    id: `7b6f2f1e-0d53-4f52-8a53-${String(index).padStart(12, '0')}`,
    name: `みどり商店 第${index + 1}号店`,
  })),
  proposed_shop: null,
};

export const CHOSEN: ChosenView = {
  shop_id: SHOP.id,
  shop: SHOP.name,
  money_id: MONEY.id,
  money: MONEY.name,
  unit: '円',
  transfer_limit: '500000',
  can_topup: true,
  till_codes: [],
};

/** The lines of a choice that fits. */
export const FITS: CheckLine[] = [...GREEN, fine('choice', `${SHOP.name} / ${MONEY.name}`), fine('topup')];

/** A shop whose keys are good, and of which everything is known that the server tells. */
export const connecting = (more: Partial<ConnectingView> = {}): ConnectingView => ({
  base_url: 'https://partnerapi-sandbox.pokepay.jp/',
  environment: 'sandbox',
  client_id: '4f2c0a51-77c3-4d2b-9a0e-5d1f6a2b3c4d',
  certificate_until: until,
  lines: GREEN,
  is_checking: false,
  found: FOUND,
  chosen: null,
  unknown_keys: [],
  key_store: { state: 'fine' },
  renews: null,
  ...more,
});

/** A shop that this machine sells for. */
export const profile = (more: Partial<ProfileRow> = {}): ProfileRow => ({
  id: 'c9b1f9d0-6a2e-4a43-9a54-1d2e3f4a5b01',
  shop: SHOP.name,
  money: MONEY.name,
  environment: 'production',
  till_code: 'A',
  keys_in: 'system',
  certificate_days_left: 221,
  is_last: true,
  problem: null,
  ...more,
});

/** The same shop's test system. */
export const TEST_PROFILE = profile({
  id: 'c9b1f9d0-6a2e-4a43-9a54-1d2e3f4a5b02',
  environment: 'sandbox',
  till_code: 'T',
  keys_in: 'passphrase_file',
  certificate_days_left: 12,
  is_last: false,
});

function fail(): never {
  throw new Error('the examples are empty');
}
