import type { BooksProblem } from '../gen/BooksProblem';
import type { Exported } from '../gen/Exported';
import type { ExportProgress } from '../gen/ExportProgress';
import type { ExportStart, Host } from '../ipc/host';
import { readBooksProblem, type Broken } from '../ipc/problem';

/** One export, from its start to a file or to none. */
export class Exporting {
  running = $state.raw(false);
  progress = $state.raw<ExportProgress | null>(null);
  exported = $state.raw<Exported | null>(null);
  problem = $state.raw<BooksProblem | Broken | null>(null);

  constructor(private readonly host: Host) {}

  async start(start: ExportStart): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.progress = null;
    this.exported = null;
    this.problem = null;
    let stop: (() => void) | undefined;
    try {
      stop = await this.host.listenExport((progress) => (this.progress = progress));
      this.exported = await this.host.startExport(start);
    } catch (rejection) {
      this.problem = readBooksProblem(rejection);
    } finally {
      stop?.();
      this.running = false;
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.host.cancelExport();
    } catch (rejection) {
      this.problem = readBooksProblem(rejection);
    }
  }

  /** Staff changed what they want: the last outcome has been read. */
  forget(): void {
    this.exported = null;
    this.problem = null;
  }
}
