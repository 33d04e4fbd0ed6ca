import type { Setting } from '../gen/Setting';
import type { SettingName } from '../gen/SettingName';
import type { SettingsAct } from '../gen/SettingsAct';
import type { SettingsProblem } from '../gen/SettingsProblem';
import type { Host, SettingsAnswerTo } from '../ipc/host';
import { readSettingsProblem, type Broken } from '../ipc/problem';

/** Why an act on the settings did nothing, and at which entry of the screen that is said. */
export interface Refused {
  at: string;
  problem: SettingsProblem | Broken;
}

/** The acts on the settings, one after the other: what was typed in one field is kept though the next is pressed. */
export class SettingsDesk {
  refused = $state.raw<Refused | null>(null);
  /** The setting that was saved last, for the line that says so. */
  saved = $state.raw<SettingName | null>(null);
  /** How many acts are under way. */
  waiting = $state(0);
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Sets one setting; answers whether it was taken. */
  async change(setting: Setting): Promise<boolean> {
    const answer = await this.act(setting.setting, { act: 'change', setting });
    if (answer) this.saved = setting.setting;
    return answer !== null;
  }

  /** Sets one setting back to its default. */
  async reset(setting: SettingName): Promise<void> {
    if (await this.act(setting, { act: 'reset', setting })) this.saved = setting;
  }

  /** Asks for one act; null when it was refused, and {@link refused} says why. */
  async act<Act extends SettingsAct>(at: string, act: Act): Promise<SettingsAnswerTo<Act> | null> {
    this.waiting += 1;
    const asked = this.#last.then(() => this.host.settingsAct(act));
    this.#last = asked.catch(() => undefined);
    try {
      const answer = await asked;
      this.saved = null;
      if (this.refused?.at === at) this.refused = null;
      return answer;
    } catch (rejection) {
      this.saved = null;
      this.refused = { at, problem: readSettingsProblem(rejection) };
      return null;
    } finally {
      this.waiting -= 1;
    }
  }

  /** What a field cannot even send is said as the program would say it. */
  refuse(at: string, problem: SettingsProblem): void {
    this.saved = null;
    this.refused = { at, problem };
  }

  /** Staff look at something else: what was said has been read. */
  forget(): void {
    this.refused = null;
    this.saved = null;
  }
}
