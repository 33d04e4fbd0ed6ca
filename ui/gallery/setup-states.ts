import { selling, setup } from '../src/examples/snapshots';
import {
  CHOSEN,
  FITS,
  GREEN,
  MANY,
  ONLY,
  TEST_PROFILE,
  broken,
  connecting,
  profile,
} from '../src/examples/setup';
import { printer } from '../src/examples/printing';
import type { CheckLine } from '../src/gen/CheckLine';
import type { ConnectingView } from '../src/gen/ConnectingView';
import type { Picture } from './states';

const shops = [profile(), TEST_PROFILE];
const next = 'key:Enter';

/** The assistant over a view, after its first screen and so many presses of Enter. */
const assistant = (view: Partial<ConnectingView>, presses = 0, more: string[] = []): Picture => ({
  snapshot: setup({ connecting: connecting(view) }),
  then: [...Array.from({ length: presses }, () => next), ...more],
});

const attention: CheckLine[] = [
  { check: 'keys', result: 'fine', detail: '' },
  { check: 'certificate', result: 'attention', problem: { kind: 'certificate_ends_soon', days: 12 } },
  { check: 'server', result: 'fine', detail: '' },
  { check: 'clock', result: 'attention', problem: { kind: 'clock_off', seconds: -94 } },
  ...GREEN.slice(4),
];
const refused = {
  error_type: 'partner_decryption_failed',
  error_message: 'リクエストを復号できませんでした',
};
const toKeep = { found: ONLY, chosen: CHOSEN, lines: FITS };

/** Every step of the set-up, by name. */
export const SETUP_PICTURES: Record<string, Picture> = {
  setup: { snapshot: setup() },
  'setup-problem': { snapshot: setup({ problem: { code: 'practice_did_not_start' } }) },
  'setup-profiles': { snapshot: setup({ profiles: shops }) },
  'setup-profiles-locked': {
    snapshot: setup({
      profiles: [profile({ problem: { code: 'key_store_locked' } }), TEST_PROFILE],
      problem: null,
    }),
    keys: ['ArrowDown', 'ArrowUp'],
  },
  'setup-profiles-many': {
    snapshot: setup({
      profiles: Array.from({ length: 9 }, (_, index) =>
        profile({ id: String(index), till_code: `A${index}` }),
      ),
    }),
    then: ['key:ArrowDown', 'key:ArrowDown'],
  },
  'setup-passphrase': { snapshot: setup({ profiles: shops }), then: ['key:ArrowDown', next] },
  'setup-passphrase-wrong': {
    snapshot: setup({ profiles: shops }),
    refuse: ['setupAct', { code: 'passphrase_wrong' }],
    then: ['key:ArrowDown', next, 'type:correct horse', next],
  },
  'setup-forget': { snapshot: setup({ profiles: shops }), then: ['key:Delete'] },
  'setup-renew': {
    snapshot: setup({ profiles: [profile({ problem: { code: 'keys_gone' } })] }),
    then: [next],
  },

  'setup-file': { snapshot: setup(), keys: ['F2'], then: ['type:/home/till/pokepay/config.ini'] },
  'setup-file-refused': {
    snapshot: setup(),
    keys: ['F2'],
    refuse: ['setupAct', { code: 'config_twice', line: 7, key: 'CLIENT_SECRET' }],
    then: ['type:/home/till/pokepay/config.ini', next],
  },
  'setup-file-password': {
    snapshot: setup(),
    keys: ['F2'],
    refuse: ['setupAct', { code: 'key_password_wrong' }],
    then: ['type:/home/till/pokepay/config.ini', 'keys-more', 'file-password', 'type:secret', next],
  },
  'setup-typed': {
    snapshot: setup(),
    keys: ['F2', 'F3'],
    then: [
      'type:https://partnerapi-sandbox.pokepay.jp',
      'client-id',
      'type:4f2c0a51',
      'client-secret',
      'type:secret',
    ],
  },
  'setup-certificate': {
    snapshot: setup(),
    keys: ['F2', 'F3'],
    then: [next, 'type:/home/till/pokepay/client.pem', 'key-paste', 'certificate-more'],
  },
  'setup-certificate-pkcs12': {
    snapshot: setup(),
    keys: ['F2', 'F3'],
    refuse: ['setupAct', { code: 'key_password_wrong' }],
    then: [next, 'key:F3', 'type:/home/till/pokepay/client.p12', 'key-password', 'type:secret', next],
  },

  'setup-checking': assistant({ lines: GREEN.slice(0, 3), is_checking: true, found: null }),
  'setup-checked': assistant({ unknown_keys: ['CLINET_ID', 'SSL_KEYFILE'] }),
  'setup-checked-real': assistant({
    base_url: 'https://partnerapi.pokepay.jp/',
    environment: 'production',
    lines: attention,
  }),
  'setup-check-refused': assistant({
    lines: broken('credentials', { kind: 'keys_refused', ...refused }),
    found: null,
  }),
  'setup-check-tls': assistant({
    lines: broken('server', { kind: 'tls', tls: { tls: 'client_certificate_refused' } }),
    found: null,
  }),
  'setup-shop': assistant({}, 1),
  'setup-shop-many': assistant({ found: MANY }, 1, ['type:第12']),
  'setup-shop-none': assistant({ found: MANY }, 1, ['type:zzz']),
  'setup-money': assistant({}, 2, ['key:ArrowDown']),
  'setup-fit': assistant(toKeep, 1),
  'setup-fit-attention': assistant(
    {
      ...toKeep,
      lines: [
        ...FITS.slice(0, -1),
        { check: 'topup', result: 'attention', problem: { kind: 'may_not_top_up' } },
      ],
    },
    1,
  ),
  'setup-fit-broken': assistant(
    {
      found: ONLY,
      lines: [
        ...GREEN,
        { check: 'choice', result: 'broken', problem: { kind: 'money_not_taken', name: 'みどり商店 本店' } },
      ],
    },
    1,
  ),
  'setup-code': assistant({ ...toKeep, chosen: { ...CHOSEN, till_codes: ['A'] } }, 2),
  'setup-sound': assistant(toKeep, 3, ['sound-unheard']),
  'setup-screen': assistant(toKeep, 4),
  'setup-screen-two': {
    ...assistant(toKeep, 4),
    snapshot: setup({ connecting: connecting(toKeep), machine: { monitors: 2, printer: null } }),
  },
  'setup-printer': {
    ...assistant(toKeep, 5),
    snapshot: setup({ connecting: connecting(toKeep), machine: { monitors: 1, printer: printer() } }),
  },
  'setup-printer-dialog': assistant(toKeep, 5, ['setup-printer']),
  'setup-keep': assistant(toKeep, 6),
  'setup-keep-locked': assistant(
    { ...toKeep, key_store: { state: 'problem', problem: { code: 'key_store_locked' } } },
    6,
  ),
  'setup-keep-file': assistant(toKeep, 6, ['keep-passphrase_file', 'passphrase', 'type:secret', next]),

  'certificate-month': {
    snapshot: selling(
      {},
      {
        environment: 'production',
        certificate: { ends_at: '2026-12-12T14:59:59Z', days_left: 22, urgency: 'month' },
      },
    ),
  },
  'certificate-week': {
    snapshot: selling(
      {},
      {
        environment: 'production',
        certificate: { ends_at: '2026-11-26T14:59:59Z', days_left: 5, urgency: 'week' },
      },
    ),
  },
  'certificate-ended': {
    snapshot: selling(
      {},
      {
        environment: 'production',
        certificate: { ends_at: '2026-11-19T14:59:59Z', days_left: -1, urgency: 'ended' },
      },
    ),
  },
};
