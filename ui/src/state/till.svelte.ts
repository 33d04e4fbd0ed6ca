import type { SaleView } from '../gen/SaleView';
import type { Snapshot } from '../gen/Snapshot';
import type { Host, Problem } from '../ipc/host';
import { readProblem } from '../ipc/problem';
import { expectSound } from '../sound/audio';
import { play, useVolume } from '../sound/tones';
import { soundFor } from '../sound/sound-for';
import { Gate } from './gate.svelte';
import { useLanguage } from './language.svelte';
import { SvelteSet } from 'svelte/reactivity';

/** The part of a snapshot that exists before the till sells. */
export type SetupStage = Extract<Snapshot, { stage: 'setup' }>;

/** The part of a snapshot that exists while the till sells. */
export type Selling = Extract<Snapshot, { stage: 'selling' }>;

/**
 * What the till last said, and the acts that staff may ask of it. Holds no truth about money: every change of a
 * sale arrives as a whole snapshot, and an act changes nothing here but {@link problem}.
 */
export class Till {
  snapshot = $state.raw<Snapshot | null>(null);
  /** `performance.now()` when the snapshot came; times that count down start there. */
  receivedAtMs = $state.raw(0);
  /** Why the last key did nothing; gone with the next one. */
  problem = $state.raw<Problem | null>(null);
  /** True when not even the first snapshot came. */
  unreachable = $state.raw(false);
  /** Where an act waits for a PIN. */
  readonly gate = new Gate();
  /** The program behind the window. A call that is refused for want of a PIN is made again once it was given. */
  readonly host: Host;
  readonly #underWay = new SvelteSet<keyof Host>();

  /** `bare` is the program itself, for what must not wait for a PIN: the PIN. */
  constructor(readonly bare: Host) {
    this.host = this.gate.watch(bare);
  }

  /** Begins to listen, then asks for the first snapshot. Answers the function that ends it. */
  async open(): Promise<() => void> {
    try {
      const stop = await this.host.listen((snapshot) => this.receive(snapshot));
      const first = await this.host.ready();
      // Every later change is told, and an answer may arrive after one that was.
      if (this.snapshot === null) this.receive(first);
      return stop;
    } catch {
      this.unreachable = true;
      return () => undefined;
    }
  }

  /** Shows a snapshot unless a newer one of the same till is on the screen already. */
  receive(next: Snapshot): void {
    const shown = this.snapshot;
    if (shown?.stage === 'selling' && next.stage === 'selling') {
      // Practice and real trade are two tills with two counts.
      if (shown.environment === next.environment && next.till.revision < shown.till.revision) return;
    }
    useLanguage(next.language);
    this.snapshot = next;
    this.receivedAtMs = performance.now();
    const { sound: isHeard, tone_volume: percent } = next.settings.choices;
    useVolume(isHeard ? percent : 0);
    expectSound(
      isHeard && next.stage === 'selling' && next.till.live !== null && screenFor(next.till.live) === 'tray',
    );
    const sound = soundFor(shown, next);
    if (sound) play(sound);
  }

  /** True while that act is on its way; a second press of its key does nothing meanwhile. */
  busy(act: keyof Host): boolean {
    return this.#underWay.has(act);
  }

  /** Asks for one act. Answers whether the till took it; if not, {@link problem} says why. */
  async act(act: keyof Host, ask: (host: Host) => Promise<unknown>): Promise<boolean> {
    if (this.busy(act)) return false;
    this.#underWay.add(act);
    this.problem = null;
    try {
      await ask(this.host);
      return true;
    } catch (rejection) {
      this.problem = readProblem(rejection);
      return false;
    } finally {
      this.#underWay.delete(act);
    }
  }

  /** The staff did something else: the last refusal has been read. */
  forgetProblem(): void {
    this.problem = null;
  }
}

/** Which screen a live sale is drawn on. */
export function screenFor(live: SaleView | null): 'sell' | 'tray' | 'result' {
  if (live === null) return 'sell';
  switch (live.state) {
    case 'not_created':
      return 'sell';
    case 'creating':
    case 'waiting':
    case 'checking':
      return 'tray';
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'expired':
      return 'result';
    default:
      return live satisfies never;
  }
}
