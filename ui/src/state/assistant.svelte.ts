import type { ConnectingView } from '../gen/ConnectingView';
import type { DroppedFile } from '../gen/DroppedFile';
import type { KeysIn } from '../gen/KeysIn';
import type { PickFor } from '../gen/PickFor';
import type { ProfileRow } from '../gen/ProfileRow';
import type { SetupAct } from '../gen/SetupAct';
import type { SetupProblem } from '../gen/SetupProblem';
import type { Host, SetupAnswerTo } from '../ipc/host';
import { readSetupProblem, type Broken } from '../ipc/problem';
import { KeysDraft } from './keys-draft.svelte';

/** One decision each, in the order in which they are asked. */
export type Step =
  | 'keys'
  | 'certificate'
  | 'checks'
  | 'shop'
  | 'money'
  | 'fit'
  | 'code'
  | 'sound'
  | 'screen'
  | 'printer'
  | 'keep';

/** What the window itself finds wrong with what was typed, before anything is sent. */
export type OwnProblem = { code: 'passphrase_differs' } | { code: 'files_unknown'; path: string };

/** Why the last press did nothing. */
export type StepProblem = SetupProblem | Broken | OwnProblem;

/** A shop whose keys are given again: what is already known of it. */
export type Renewed = Pick<ProfileRow, 'id' | 'shop' | 'till_code' | 'keys_in'>;

/** Which step mends a problem, where it is not the one that met it. */
const MENDED_IN: Partial<Record<StepProblem['code'], Step>> = {
  client_id_missing: 'keys',
  client_id_malformed: 'keys',
  client_secret_missing: 'keys',
  client_secret_malformed: 'keys',
  client_secret_length: 'keys',
  base_url_missing: 'keys',
  base_url_malformed: 'keys',
  till_code_malformed: 'code',
  till_taken: 'code',
};

/**
 * Where a person is in connecting a shop, and what they have typed so far. What the program knows (checks, shops,
 * what was chosen) is in its snapshots; nothing here decides whether a till may sell.
 */
export class Assistant {
  step = $state<Step>('keys');
  problem = $state.raw<StepProblem | null>(null);
  busy = $state(false);
  /** Secrets were sent with an act that was refused, and have to be typed again. */
  secretsGone = $state(false);
  readonly keys = new KeysDraft();
  shop = $state<string | null>(null);
  money = $state<string | null>(null);
  code = $state('A');
  keysIn = $state<KeysIn>('system');
  passphrase = $state('');
  passphraseAgain = $state('');
  /** The shop that gets its keys anew; null while another one is connected. */
  readonly renewed: Renewed | null;

  constructor(
    private readonly host: Host,
    renewed: Renewed | null = null,
  ) {
    this.renewed = renewed;
    if (!renewed) return;
    this.code = renewed.till_code;
    this.keysIn = renewed.keys_in;
  }

  /** Goes to a step; the last refusal has been read. */
  go(step: Step): void {
    this.step = step;
    this.problem = null;
    this.secretsGone = false;
  }

  /** Sends the keys, and forgets what was secret of them. */
  async connect(): Promise<void> {
    const act = this.keys.act(this.renewed?.id ?? null);
    const hadSecrets = act.act === 'connect_typed' || act.password !== null;
    this.keys.forgetSecrets();
    const taken = await this.#ask(act);
    if (taken) this.go('checks');
    else this.secretsGone = hadSecrets;
  }

  async checkAgain(): Promise<void> {
    await this.#ask({ act: 'check_again' });
  }

  /** On from the checks, to the first thing that is still to be chosen. */
  afterChecks(view: ConnectingView): void {
    if (this.renewed) return this.go('keep');
    const { found } = view;
    if (!found) return;
    this.shop ??= found.proposed_shop ?? found.shops[0]?.id ?? null;
    this.money ??= found.proposed_money ?? found.moneys[0]?.id ?? null;
    if (found.shops.length > 1) this.go('shop');
    else this.afterShop(view);
  }

  afterShop(view: ConnectingView): void {
    if ((view.found?.moneys.length ?? 0) > 1) this.go('money');
    else void this.choose();
  }

  /** Asks whether the chosen shop takes the chosen money. */
  async choose(): Promise<void> {
    const { shop, money } = this;
    if (shop === null || money === null) return;
    if (await this.#ask({ act: 'choose', shop_id: shop, money_id: money })) this.go('fit');
  }

  /** Back from the lines of a choice, to whatever could be chosen differently. */
  beforeFit(view: ConnectingView): void {
    const { found } = view;
    if ((found?.moneys.length ?? 0) > 1) this.go('money');
    else if ((found?.shops.length ?? 0) > 1) this.go('shop');
    else this.go('checks');
  }

  /** Keeps the keys; the till begins to sell. Answers whether it does. */
  async keep(): Promise<boolean> {
    const isFile = this.keysIn === 'passphrase_file';
    const passphrase = isFile ? this.passphrase : null;
    const differs = isFile && this.passphrase !== this.passphraseAgain;
    this.passphrase = this.passphraseAgain = '';
    if (differs) {
      this.problem = { code: 'passphrase_differs' };
      return false;
    }
    const till_code = this.code.normalize('NFKC').trim().toUpperCase();
    return (await this.#ask({ act: 'keep', till_code, keys_in: this.keysIn, passphrase })) !== null;
  }

  /** Gives up; the program forgets the keys that it read. */
  async stop(): Promise<void> {
    this.keys.forgetSecrets();
    await this.#ask({ act: 'stop_connecting' });
  }

  /** Lets a person pick a file in the system's own window; null when none was picked. */
  async pick(what: PickFor): Promise<string | null> {
    const answer = await this.#ask({ act: 'pick_file', what });
    return answer?.path ?? null;
  }

  /** Files were dropped on the window. */
  take(files: DroppedFile[]): void {
    if (this.step !== 'keys' && this.step !== 'certificate') return;
    this.problem = null;
    const [stray] = this.keys.take(files);
    if (stray) this.problem = { code: 'files_unknown', path: stray.path };
    else if (files.some((file) => file.kind === 'config')) this.step = 'keys';
  }

  async #ask<Act extends SetupAct>(act: Act): Promise<SetupAnswerTo<Act> | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    try {
      return await this.host.setupAct(act);
    } catch (rejection) {
      const problem = readSetupProblem(rejection);
      const step = MENDED_IN[problem.code];
      if (step && !(step === 'keys' && this.keys.way === 'file')) this.step = step;
      this.problem = problem;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
