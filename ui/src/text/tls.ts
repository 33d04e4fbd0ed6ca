import type { TlsProblemView } from '../gen/TlsProblemView';
import { m } from '../words/messages';
import { formatMoment } from './time';

/** What is wrong between this terminal and the server's certificate, and what to do about it. */
export function tlsWords(problem: TlsProblemView): string {
  switch (problem.tls) {
    case 'expired':
      return problem.ended_at && problem.clock
        ? m.tls_expired({ ended: formatMoment(problem.ended_at), clock: formatMoment(problem.clock) })
        : m.tls_expired_undated();
    case 'not_yet_valid':
      return problem.begins_at && problem.clock
        ? m.tls_not_yet_valid({ begins: formatMoment(problem.begins_at), clock: formatMoment(problem.clock) })
        : m.tls_not_yet_valid_undated();
    case 'wrong_name':
      return m.tls_wrong_name();
    case 'unknown_issuer':
      return m.tls_unknown_issuer();
    case 'self_signed':
      return m.tls_self_signed();
    case 'revoked':
      return m.tls_revoked();
    case 'not_tls':
      return m.tls_not_tls();
    case 'handshake_cut':
      return m.tls_handshake_cut();
    case 'client_certificate_missing':
      return m.tls_client_certificate_missing();
    case 'client_certificate_refused':
      return m.tls_client_certificate_refused();
    case 'client_certificate_expired':
      return m.tls_client_certificate_expired();
    case 'protocol_too_old':
      return m.tls_protocol_too_old();
    case 'other':
      return m.tls_other();
    default:
      problem satisfies never;
      return m.tls_other();
  }
}
