import type { ProfileRow } from '../gen/ProfileRow';
import type { SetupAct } from '../gen/SetupAct';
import type { SetupProblem } from '../gen/SetupProblem';
import type { Host } from '../ipc/host';
import { readSetupProblem, type Broken } from '../ipc/problem';

/** What can only be mended by giving the keys again. */
const KEYS_AGAIN: ReadonlySet<string> = new Set([
  'keys_gone',
  'keys_damaged',
  'keys_not_kept',
  'keys_of_another_shop',
]);

/** True when the keys of a shop have to be given again before it can sell. */
export function wantsKeys(problem: SetupProblem | Broken | null): boolean {
  return problem !== null && KEYS_AGAIN.has(problem.code);
}

/** The first window: which shop is about to be opened, and what became of the last press. */
export class Home {
  /** The id of the profile that Enter opens. */
  chosen = $state<string | null>(null);
  /** The profile whose passphrase is asked for. */
  asking = $state.raw<ProfileRow | null>(null);
  /** The profile whose keys are to be forgotten, while staff are asked. */
  forgetting = $state.raw<ProfileRow | null>(null);
  passphrase = $state('');
  problem = $state.raw<SetupProblem | Broken | null>(null);
  busy = $state(false);

  constructor(private readonly host: Host) {}

  /** Goes on where the last try to open one of these shops ended: with the passphrase, where that is what it wants. */
  takeUp(rows: ProfileRow[]): void {
    const tried = rows.find((row) => row.problem);
    if (!tried) return;
    this.chosen = tried.id;
    const wants = tried.problem?.code;
    if (wants !== 'passphrase_missing' && wants !== 'passphrase_wrong') return;
    this.asking = tried;
    this.problem = wants === 'passphrase_wrong' ? tried.problem : null;
  }

  practise(): Promise<boolean> {
    return this.#ask({ act: 'practice' });
  }

  /** Opens a shop. Answers false when its keys have to be given again. */
  async open(row: ProfileRow): Promise<boolean> {
    if (row.keys_in === 'passphrase_file' && this.asking === null) {
      this.asking = row;
      this.problem = null;
      return true;
    }
    const passphrase = this.asking ? this.passphrase : null;
    this.passphrase = '';
    if (await this.#ask({ act: 'open', profile: row.id, passphrase })) {
      this.asking = null;
      return true;
    }
    if (this.problem?.code === 'passphrase_missing') this.asking = row;
    if (!wantsKeys(this.problem)) return true;
    this.asking = null;
    return false;
  }

  async forget(row: ProfileRow): Promise<void> {
    await this.#ask({ act: 'forget', profile: row.id });
    this.forgetting = null;
  }

  /** Nothing is asked any more. */
  stopAsking(): void {
    this.asking = this.forgetting = null;
    this.passphrase = '';
    this.problem = null;
  }

  async #ask(act: SetupAct): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await this.host.setupAct(act);
      return true;
    } catch (rejection) {
      this.problem = readSetupProblem(rejection);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
