import type { Check } from '../gen/Check';
import type { CheckLine } from '../gen/CheckLine';
import type { CheckProblem } from '../gen/CheckProblem';
import { m } from '../words/messages';
import { tlsWords } from './tls';
import { formatDate, formatMoment } from './time';

/** What is wrong in a few words, and one sentence that says how to mend it. */
export interface Repair {
  headline: string;
  repair: string;
  /** What the server itself said of it, to be shown as it is; empty when it said nothing. */
  said: string;
}

/** What a line of the check is about. */
export function checkName(check: Check): string {
  switch (check) {
    case 'keys':
      return m.check_keys();
    case 'certificate':
      return m.check_certificate();
    case 'server':
      return m.check_server();
    case 'clock':
      return m.check_clock();
    case 'credentials':
      return m.check_credentials();
    case 'shops':
      return m.check_shops();
    case 'choice':
      return m.check_choice();
    case 'topup':
      return m.check_topup();
    default:
      return check satisfies never;
  }
}

/** A green line in a few words. */
export function fineWords(line: Extract<CheckLine, { result: 'fine' }>): string {
  switch (line.check) {
    case 'keys':
      return m.check_keys_fine();
    case 'certificate':
      return m.check_certificate_fine({ until: formatDate(line.detail) });
    case 'server':
      return m.check_server_fine();
    case 'clock':
      return m.check_clock_fine();
    case 'credentials':
      return m.check_credentials_fine();
    case 'shops':
      return m.check_shops_fine({ count: line.detail });
    case 'choice':
      return line.detail;
    case 'topup':
      return m.check_topup_fine();
    default:
      return line.check satisfies never;
  }
}

/** What a yellow or red line says. */
export function checkProblemWords(problem: CheckProblem): Repair {
  switch (problem.kind) {
    case 'certificate_ends_soon':
      return say(endsSoon(problem.days), m.check_certificate_renew());
    case 'certificate_ended':
      return say(
        m.check_certificate_ended({ ended: formatMoment(problem.ended_at) }),
        m.check_certificate_replace(),
      );
    case 'certificate_not_yet_valid':
      return say(
        m.check_certificate_not_yet({ begins: formatMoment(problem.begins_at) }),
        m.check_certificate_not_yet_do(),
      );
    case 'unreachable':
      return say(m.check_unreachable(), m.check_unreachable_do());
    case 'no_answer':
      return say(m.check_no_answer(), m.check_no_answer_do());
    case 'tls':
      return say(m.check_tls(), tlsWords(problem.tls));
    case 'not_the_partner_api':
      return say(m.check_not_pokepay({ status: problem.status }), m.check_not_pokepay_do());
    case 'busy':
      return say(m.check_busy(), m.check_busy_do());
    case 'clock_off':
      return say(clockOff(problem.seconds), m.check_clock_do());
    case 'keys_refused':
      return say(m.check_keys_refused(), m.check_keys_refused_do(), problem);
    case 'not_permitted':
      return say(m.check_not_permitted(), m.check_not_permitted_do(), problem);
    case 'no_shops':
      return say(m.check_no_shops(), m.check_no_shops_do());
    case 'no_moneys':
      return say(m.check_no_moneys(), m.check_no_moneys_do());
    case 'shop_not_found':
      return say(m.check_shop_not_found(), m.check_shop_not_found_do());
    case 'shop_disabled':
      return say(m.check_shop_disabled({ name: problem.name }), m.check_shop_disabled_do());
    case 'money_not_taken':
      return say(m.check_money_not_taken({ name: problem.name }), m.check_money_not_taken_do());
    case 'wallet_suspended':
      return say(m.check_wallet_suspended({ name: problem.name }), m.check_wallet_suspended_do());
    case 'may_not_top_up':
      return say(m.check_may_not_top_up(), m.check_may_not_top_up_do());
    default:
      problem satisfies never;
      return say(m.check_other(), m.check_other_do());
  }
}

/** How long a certificate still holds, in words of its last days. */
function endsSoon(days: number): string {
  if (days < 1) return m.check_certificate_ends_today();
  return days === 1 ? m.check_certificate_ends_one() : m.check_certificate_ends({ days });
}

function clockOff(seconds: number): string {
  const off = Math.abs(seconds);
  return seconds > 0 ? m.check_clock_fast({ seconds: off }) : m.check_clock_slow({ seconds: off });
}

function say(
  headline: string,
  repair: string,
  server?: { error_type: string; error_message: string },
): Repair {
  const said = server
    ? [server.error_type, server.error_message].filter((each) => each !== '').join(' ')
    : '';
  return { headline, repair, said };
}
