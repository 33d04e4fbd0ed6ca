import type { StaffAct } from '../gen/StaffAct';
import type { StaffProblem } from '../gen/StaffProblem';
import type { StaffRefusal } from '../gen/StaffRefusal';
import type { Host } from '../ipc/host';
import { readStaffProblem, type Broken } from '../ipc/problem';

/** An act on the people who work here: whether it is under way, and why the last one did nothing. */
export class StaffDesk {
  busy = $state.raw(false);
  problem = $state.raw<StaffProblem | StaffRefusal | Broken | null>(null);

  constructor(private readonly host: Host) {}

  /** Answers whether it was taken. */
  async act(act: StaffAct): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await this.host.staffAct(act);
      return true;
    } catch (rejection) {
      this.problem = readStaffProblem(rejection);
      return false;
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.problem = null;
  }
}
