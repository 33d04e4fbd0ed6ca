import type { CertificateEnd } from '../gen/CertificateEnd';
import { m } from '../words/messages';
import { formatMoment } from './time';

/** From so many days before its end on, a certificate is worth a word. */
const DAYS_AHEAD = 30;

/** How near its end a profile's certificate is, as a line beside the profile; empty while that is far. */
export function certificateLine(daysLeft: number): string {
  if (daysLeft > DAYS_AHEAD) return '';
  if (daysLeft < 0) return m.profile_certificate_ended();
  return m.profile_certificate_ends({ days: daysLeft });
}

/** What staff read while selling: when the certificate ends or ended, and what to do. */
export function certificateWords({ ends_at, days_left, urgency }: CertificateEnd): string {
  const ends = formatMoment(ends_at);
  switch (urgency) {
    case 'month':
      return m.certificate_month({ ends, days: days_left });
    case 'week':
      return m.certificate_week({ ends, days: days_left });
    case 'day':
      return m.certificate_day({ ends });
    case 'ended':
      return m.certificate_ended({ ends });
    default:
      urgency satisfies never;
      return m.certificate_month({ ends, days: days_left });
  }
}
