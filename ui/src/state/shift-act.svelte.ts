import type { ShiftAct } from '../gen/ShiftAct';
import type { ShiftProblem } from '../gen/ShiftProblem';
import type { Host } from '../ipc/host';
import { readShiftProblem, type Broken } from '../ipc/problem';

/** An act on a shift that staff are about to do: whether it is under way, and why the last try did nothing. */
export class Acting {
  busy = $state.raw(false);
  problem = $state.raw<ShiftProblem | Broken | null>(null);

  constructor(private readonly host: Host) {}

  /** Answers whether the till took it. */
  async act(act: ShiftAct): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await this.host.shiftAct(act);
      return true;
    } catch (rejection) {
      this.problem = readShiftProblem(rejection);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
