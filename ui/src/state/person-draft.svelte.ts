import type { PersonView } from '../gen/PersonView';
import type { Right } from '../gen/Right';
import { RIGHTS } from '../text/staff';

/** What people at a counter usually are, so that nobody has to think about six rights. */
export type Role = 'manager' | 'clerk' | 'own';

/** What a clerk may do. */
const CLERK: Right[] = ['sell', 'topup'];

const ROLES: Record<Exclude<Role, 'own'>, Right[]> = { manager: RIGHTS, clerk: CLERK };

/** A person as they are being written down: somebody new, or another name and other rights. */
export class PersonDraft {
  name = $state('');
  #rights = $state.raw<Right[]>([]);

  /** `person` is null for somebody new; the first of all is a manager, or nobody could change anything. */
  constructor(
    readonly person: PersonView | null,
    readonly isFirst: boolean,
  ) {
    this.name = person?.name ?? '';
    this.#rights = person?.rights ?? (isFirst ? RIGHTS : CLERK);
  }

  get rights(): Right[] {
    return this.#rights;
  }

  has(right: Right): boolean {
    return this.#rights.includes(right);
  }

  toggle(right: Right): void {
    const others = RIGHTS.filter((each) => (each === right ? !this.has(each) : this.has(each)));
    this.#rights = others;
  }

  get role(): Role {
    const same = (role: Right[]) =>
      role.length === this.#rights.length && role.every((right) => this.has(right));
    if (same(RIGHTS)) return 'manager';
    return same(CLERK) ? 'clerk' : 'own';
  }

  /** Takes over what such a person may do; one's own choice is left as it is. */
  take(role: Role): void {
    if (role !== 'own') this.#rights = ROLES[role];
  }
}
