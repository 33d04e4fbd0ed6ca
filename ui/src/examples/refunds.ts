import type { RefundView } from '../gen/RefundView';

type State<Name extends RefundView['state']> = Extract<RefundView, { state: Name }>;
type Common = Omit<RefundView, 'state'>;

const common = (actions: RefundView['actions']): Pick<RefundView, keyof Common> => ({
  number: 'A-0042',
  direction: 'payment',
  amount: '1200',
  money_amount: '1200',
  point_amount: '0',
  transaction_last4: '41f0',
  reason: '打ち間違い',
  staff: '',
  asked_at: '2026-11-20T05:41:02Z',
  actions,
});

export const refundChecking = (more: Partial<State<'checking'>> = {}): RefundView =>
  ({
    ...common(['check_now']),
    state: 'checking',
    why: 'unanswered',
    checking_for_ms: 14_000,
    certain_in_ms: 612_000,
    ...more,
  }) as RefundView;

export const refunded = (more: Partial<Common> = {}): RefundView => ({
  ...common(['done']),
  state: 'refunded',
  refunded_at: '2026-11-20T05:41:03Z',
  after_restart: false,
  ...more,
});

export const refundedElsewhere = (more: Partial<Common> = {}): RefundView => ({
  ...common(['done']),
  state: 'refunded_elsewhere',
  refunded_at: '2026-11-20T05:20:00Z',
  ...more,
});

export const refundRefused = (why: State<'refused'>['why'], more: Partial<Common> = {}): RefundView => ({
  ...common(['refund', 'done']),
  state: 'refused',
  why,
  error_type: 'account_balance_not_enough',
  error_message: '残高が不足しています',
  ...more,
});

export const refundNotCarriedOut = (more: Partial<Common> = {}): RefundView => ({
  ...common(['refund', 'done']),
  state: 'not_carried_out',
  why: 'unreachable',
  ...more,
});
