import type { AuditEntry } from '../gen/AuditEntry';
import type { Environment } from '../gen/Environment';
import type { Right } from '../gen/Right';
import type { SettingName } from '../gen/SettingName';
import { m } from '../words/messages';
import { environmentWord } from './environment';
import { formatMoney } from './money';
import { directionWord } from './sale';
import { TOLD } from './settings';
import { RIGHTS, rightWord } from './staff';

const ENVIRONMENTS: Environment[] = ['practice', 'sandbox', 'production'];

/** What a line of the record says was done. `unit` is the money's. */
export function auditWords(act: AuditEntry, unit: string): string {
  switch (act.act) {
    case 'started':
      return m.audit_started({ number: act.number, sale: saleWords(act, unit) });
    case 'canceled':
      return m.audit_canceled({ number: act.number });
    case 'amended':
      return m.audit_amended({
        number: act.number,
        from: saleWords({ ...act, amount: act.from }, unit),
        to: formatMoney(act.to, unit),
      });
    case 'refund_asked':
      return m.audit_refund_asked({
        number: act.number,
        sale: saleWords(act, unit),
        reason: act.reason,
      });
    case 'cash_settled':
      return act.direction === 'topup'
        ? m.audit_cash_returned({ amount: formatMoney(act.amount, unit) })
        : m.audit_cash_taken({ amount: formatMoney(act.amount, unit) });
    case 'shift_opened':
      return m.audit_shift_opened({ shift: act.shift });
    case 'shift_closed':
      return act.carried_over.length > 0
        ? m.audit_shift_carried({ shift: act.shift, numbers: act.carried_over.join(' · ') })
        : m.audit_shift_closed({ shift: act.shift });
    case 'journal_acknowledged':
      return m.audit_journal_acknowledged();
    case 'logged_in':
      return m.audit_logged_in({ name: act.person.name });
    case 'locked':
      return act.is_idle ? m.audit_locked_idle() : m.audit_locked();
    case 'wrong_pin':
      return act.person ? m.audit_wrong_pin({ name: act.person.name }) : m.audit_wrong_pin_nobody();
    case 'approved':
      return m.audit_approved({ name: act.person.name, right: rightOf(act.right) });
    case 'person_added':
      return m.audit_person_added({ name: act.person.name, rights: rightsOf(act.rights) });
    case 'person_changed':
      return m.audit_person_changed({ name: act.person.name, rights: rightsOf(act.rights) });
    case 'pin_changed':
      return m.audit_pin_changed({ name: act.person.name });
    case 'person_removed':
      return m.audit_person_removed({ name: act.person.name });
    case 'nobody_may':
      return m.audit_nobody_may({ rights: rightsOf(act.rights) });
    case 'staff_turned_off':
      return m.audit_staff_turned_off();
    case 'settings_changed':
      return m.audit_settings_changed({ settings: act.settings.map(settingOfName).join(' · ') });
    case 'keys_changed':
      return m.audit_keys_changed({ profile: act.profile, change: keysWord(act.change) });
    case 'opened':
      return m.audit_opened({ environment: environmentOf(act.environment), people: act.people });
    default:
      // A line of a newer program: that it is there is more than nothing.
      return m.audit_other({ act: (act satisfies never as { act: string }).act });
  }
}

/** Who did it, as of then. */
export function auditWho(entry: AuditEntry): string {
  return entry.who?.name ?? m.audit_nobody();
}

const saleWords = (sale: { direction: 'payment' | 'topup'; amount: string }, unit: string) =>
  m.sale_of({ direction: directionWord(sale.direction), amount: formatMoney(sale.amount, unit) });

// The record keeps words as of then: one that this program does not know is shown as it stands.
const rightOf = (word: string) => (RIGHTS.includes(word as Right) ? rightWord(word as Right) : word);
const rightsOf = (words: string[]) =>
  words.length > 0 ? words.map(rightOf).join(' · ') : m.people_no_rights();
const settingOfName = (name: string) =>
  Object.hasOwn(TOLD, name) ? TOLD[name as SettingName].title() : name;
const environmentOf = (word: string) =>
  ENVIRONMENTS.includes(word as Environment) ? environmentWord(word as Environment) : word;

function keysWord(change: string): string {
  if (change === 'kept') return m.audit_keys_kept();
  if (change === 'renewed') return m.audit_keys_renewed();
  if (change === 'provisioned') return m.audit_keys_provisioned();
  return change === 'forgotten' ? m.audit_keys_forgotten() : change;
}
