import { cleanup, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import App from '../App.svelte';
import type { Snapshot } from '../gen/Snapshot';
import { SimulatedHost } from '../ipc/simulated-host';
import { CUSTOMERS } from './snapshots';

/** A whole window over a simulated host, driven as a person drives it: by keys and by `data-testid`. */
export class TestWindow {
  readonly host: SimulatedHost;

  private constructor(snapshot: Snapshot) {
    this.host = new SimulatedHost(snapshot);
    this.host.customers = CUSTOMERS;
  }

  static async open(snapshot: Snapshot): Promise<TestWindow> {
    const opened = new TestWindow(snapshot);
    render(App, { props: { host: opened.host } });
    await opened.settle();
    vi.advanceTimersByTime(1000);
    return opened;
  }

  find(testId: string): HTMLElement | null {
    return document.querySelector(`[data-testid="${testId}"]`);
  }

  get(testId: string): HTMLElement {
    const found = this.find(testId);
    if (!found) throw new Error(`nothing on the screen is called ${testId}`);
    return found;
  }

  text(testId: string): string {
    return (this.get(testId).textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  get words(): string {
    return (document.body.textContent ?? '').replace(/\s+/g, ' ');
  }

  get state(): string | undefined {
    return this.get('sale-state').dataset.state;
  }

  /** Presses keys one after the other, `gapMs` apart; 200 ms is a quick finger. */
  async press(keys: string[], gapMs = 200, more: KeyboardEventInit = {}): Promise<void> {
    for (const key of keys) {
      vi.advanceTimersByTime(gapMs);
      const code = /^\d$/.test(key) ? `Digit${key}` : key;
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more }),
      );
      await this.settle();
    }
  }

  async type(amount: string): Promise<void> {
    await this.press([...amount]);
  }

  async click(testId: string): Promise<void> {
    this.get(testId).click();
    await this.settle();
  }

  /** Types a whole text into a field and leaves it. */
  async enter(testId: string, text: string): Promise<void> {
    const field = this.get(testId) as HTMLInputElement;
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }

  /** A second passes: what is delayed happens, and its answers arrive. */
  async rest(): Promise<void> {
    await this.settle();
    vi.advanceTimersByTime(1000);
    await this.settle();
  }

  async show(snapshot: Snapshot): Promise<void> {
    this.host.show(snapshot);
    await this.settle();
    // The screen has been looked at.
    vi.advanceTimersByTime(1000);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
    await tick();
  }
}

/** Virtual time for every test of the file, and a clean page after each. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });
}
