/**
 * What staff read, say and press when a scan moved nothing. A tray is spent by any failed scan, so going on always
 * means a new QR; where a new QR could not help, or could charge twice, Enter closes the result instead.
 */

import type { Direction } from '../gen/Direction';
import { m } from '../words/messages';
import type { AttemptErrorType } from './attempt-error-types';

/**
 * The one next key on the result of a failed sale: Enter for a new QR or to close, or one of the ways of a bill, which
 * the till has to offer as well.
 */
export type NextKey = 'new_qr' | 'done' | 'topup_first' | 'split' | 'lower';

/** The words for one kind of refusal. */
export interface Advice {
  /** What happened, for staff. */
  headline: () => string;
  /** What to say to the customer. */
  say: (about: { money: string }) => string;
  /** What to do now. */
  todo: () => string;
  next: NextKey;
}

const ADVICE = {
  balanceNotEnough: advice(
    m.failed_balance_not_enough,
    m.say_balance_not_enough,
    m.todo_balance_not_enough,
    'topup_first',
  ),
  balanceNotEnoughHere: advice(
    m.failed_balance_not_enough,
    m.say_balance_part_in_cash,
    m.todo_balance_part_in_cash,
    'lower',
  ),
  balanceExceeded: advice(m.failed_balance_exceeded, m.say_balance_exceeded, m.todo_smaller_amount, 'lower'),
  transferLimit: advice(m.failed_transfer_limit, m.say_transfer_limit, m.todo_split, 'split'),
  topupLimit: advice(m.failed_topup_limit, m.say_topup_limit, m.todo_split, 'split'),
  walletMissing: advice(m.failed_wallet_missing, m.say_wallet_missing, m.todo_wallet_missing, 'new_qr'),
  wrongMoney: advice(m.failed_wrong_money, m.say_wrong_money, m.todo_wallet_missing, 'new_qr'),
  scannedAfterExpiry: advice(m.failed_scanned_after_expiry, m.say_new_qr, m.todo_new_qr, 'new_qr'),
  scannedAfterCancel: advice(
    m.failed_scanned_after_cancel,
    m.say_scanned_after_cancel,
    m.todo_only_if_wanted,
    'done',
  ),
  alreadyUsed: advice(m.failed_already_used, m.say_already_used, m.todo_already_used, 'done'),
  walletUnusable: advice(m.failed_wallet_unusable, m.say_wallet_unusable, m.todo_other_method, 'done'),
  shopNotAllowed: advice(m.failed_shop_not_allowed, m.say_wallet_unusable, m.todo_other_method, 'done'),
  periodLimit: advice(m.failed_period_limit, m.say_period_limit, m.todo_amount_or_later, 'lower'),
  cvsPending: advice(m.failed_cvs_pending, m.say_cvs_pending, m.todo_amount_or_later, 'done'),
  coupon: advice(m.failed_coupon, m.say_coupon, m.todo_coupon, 'new_qr'),
  couponAmount: advice(m.failed_coupon_amount, m.say_coupon, m.todo_coupon, 'new_qr'),
  quotaAmount: advice(m.failed_quota, m.say_quota, m.todo_smaller_amount, 'lower'),
  shopBalance: advice(m.failed_shop_balance, m.say_shop_setup, m.todo_shop_balance, 'done'),
  quota: advice(m.failed_quota, m.say_quota, m.todo_other_method, 'done'),
  cardOnly: advice(m.failed_card_only, m.say_card_only, m.todo_other_method, 'done'),
  ownWallet: advice(m.failed_own_wallet, m.say_own_wallet, m.todo_new_qr, 'new_qr'),
  shopSetup: advice(m.failed_shop_setup, m.say_shop_setup, m.todo_call_manager, 'done'),
  notAccepted: advice(m.failed_not_accepted, m.say_new_qr, m.todo_new_qr, 'new_qr'),
  busy: advice(m.failed_busy, m.say_wait, m.todo_new_qr_soon, 'new_qr'),
  unresolved: advice(m.failed_unresolved, m.say_check_app, m.todo_unresolved, 'done'),
  other: advice(m.failed_other, m.say_other, m.todo_other, 'new_qr'),
} satisfies Record<string, Advice>;

const BY_TYPE: Record<AttemptErrorType, Advice> = {
  unpermitted_admin_user: ADVICE.shopSetup,
  account_not_found: ADVICE.walletMissing,
  cashtray_not_found: ADVICE.notAccepted,
  coupon_not_found: ADVICE.coupon,
  credit_session_money_topup_requires_credit_card: ADVICE.cardOnly,
  cannot_topup_during_cvs_authorization_pending: ADVICE.cvsPending,
  credit_session_not_found: ADVICE.cardOnly,
  not_applicable_transaction_type_for_account_topup_quota: ADVICE.quota,
  private_money_topup_quota_not_available: ADVICE.quota,
  account_can_not_topup: ADVICE.shopSetup,
  private_money_closed: ADVICE.shopSetup,
  transaction_has_done: ADVICE.alreadyUsed,
  account_restricted: ADVICE.shopNotAllowed,
  account_balance_not_enough: ADVICE.balanceNotEnough,
  c2c_transfer_not_allowed: ADVICE.shopSetup,
  account_transfer_limit_exceeded: ADVICE.transferLimit,
  account_balance_exceeded: ADVICE.balanceExceeded,
  account_money_topup_transfer_limit_exceeded: ADVICE.topupLimit,
  account_topup_quota_not_splittable: ADVICE.quota,
  topup_amount_exceeding_topup_quota_usable_amount: ADVICE.quotaAmount,
  account_topup_quota_inactive: ADVICE.quota,
  account_topup_quota_not_within_applicable_period: ADVICE.quota,
  account_topup_quota_not_found: ADVICE.quota,
  account_total_topup_limit_range: ADVICE.periodLimit,
  account_total_topup_limit_entire_period: ADVICE.periodLimit,
  coupon_unavailable_shop: ADVICE.coupon,
  coupon_already_used: ADVICE.coupon,
  coupon_not_received: ADVICE.coupon,
  coupon_not_sent: ADVICE.coupon,
  coupon_amount_not_enough: ADVICE.couponAmount,
  coupon_not_payment: ADVICE.coupon,
  coupon_unavailable: ADVICE.coupon,
  account_suspended: ADVICE.walletUnusable,
  account_closed: ADVICE.walletUnusable,
  customer_account_not_found: ADVICE.walletMissing,
  shop_account_not_found: ADVICE.shopSetup,
  account_currency_mismatch: ADVICE.wrongMoney,
  account_pre_closed: ADVICE.walletUnusable,
  account_not_accessible: ADVICE.walletUnusable,
  terminal_is_invalidated: ADVICE.shopSetup,
  same_account_transaction: ADVICE.ownWallet,
  transaction_invalid_done_at: ADVICE.notAccepted,
  transaction_invalid_amount: ADVICE.notAccepted,
  request_id_conflict: ADVICE.notAccepted,
  reserved_word_can_not_specify_to_metadata: ADVICE.notAccepted,
  invalid_metadata: ADVICE.notAccepted,
  cashtray_already_proceed: ADVICE.alreadyUsed,
  cashtray_expired: ADVICE.scannedAfterExpiry,
  cashtray_already_canceled: ADVICE.scannedAfterCancel,
  temporarily_unavailable: ADVICE.busy,
};

/**
 * The advice for a machine name; a name that nobody has seen yet gets words too. A shop that may not top up asks nobody
 * to.
 */
export function adviceFor(errorType: string, direction: Direction = 'payment', canTopup = true): Advice {
  if (errorType === 'unresolved') return ADVICE.unresolved;
  // In a top-up it is the shop's wallet that pays.
  if (errorType === 'account_balance_not_enough' && direction === 'topup') return ADVICE.shopBalance;
  if (errorType === 'account_balance_not_enough' && !canTopup) return ADVICE.balanceNotEnoughHere;
  return isKnown(errorType) ? BY_TYPE[errorType] : ADVICE.other;
}

/** True when the name has advice of its own, so that the server's sentence need not stand in for it. */
export function isKnown(errorType: string): errorType is AttemptErrorType {
  return Object.hasOwn(BY_TYPE, errorType);
}

function advice(headline: () => string, say: Advice['say'], todo: () => string, next: NextKey): Advice {
  return { headline, say, todo, next };
}
