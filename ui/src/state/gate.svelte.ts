import type { StaffRefusal } from '../gen/StaffRefusal';
import type { Host } from '../ipc/host';
import { readStaffRefusal } from '../ipc/problem';

/** What somebody is asked for, and who hears whether it was given. */
export interface Asking {
  want: StaffRefusal;
  /** The act that waits; null when somebody only wants to log in. */
  act: keyof Host | null;
  answer: (isGiven: boolean) => void;
}

/** Nobody pressed a key for these: they wait for no PIN. */
const QUIET: (keyof Host)[] = ['warmUp', 'ready', 'listen', 'listenExport'];

/**
 * The one place where an act waits for a PIN. The program refuses every act that needs one with the same two codes;
 * the very same call is then made again, so that no screen knows of PINs and none loses what was typed.
 */
export class Gate {
  /** What is asked for now; one question at a time. */
  asking = $state.raw<Asking | null>(null);
  #last: Promise<unknown> = Promise.resolve();

  /** The same host, but that a call which is refused for want of a PIN is made again when the PIN was given. */
  watch(host: Host): Host {
    return new Proxy(host, {
      get: (target, name) => {
        const ask: unknown = Reflect.get(target, name);
        if (typeof ask !== 'function') return ask;
        if (QUIET.includes(name as keyof Host)) return ask.bind(target) as unknown;
        return (...given: unknown[]) =>
          this.#call(name as keyof Host, () => ask.apply(target, given) as Promise<unknown>);
      },
    });
  }

  /** Asks for a PIN; answers whether one was given that is good for it. */
  ask(want: StaffRefusal, act: keyof Host | null = null): Promise<boolean> {
    const asked = this.#last.then(
      () =>
        new Promise<boolean>((resolve) => {
          this.asking = {
            want,
            act,
            answer: (isGiven) => {
              this.asking = null;
              resolve(isGiven);
            },
          };
        }),
    );
    this.#last = asked;
    return asked;
  }

  async #call(act: keyof Host, ask: () => Promise<unknown>): Promise<unknown> {
    for (;;) {
      try {
        return await ask();
      } catch (rejection) {
        const want = readStaffRefusal(rejection);
        if (want === null || !(await this.ask(want, act))) throw rejection;
      }
    }
  }
}
