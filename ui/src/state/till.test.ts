import { describe, expect, it } from 'vitest';
import { selling, setup } from '../examples/snapshots';
import type { Snapshot } from '../gen/Snapshot';
import { SimulatedHost } from '../ipc/simulated-host';
import { Till } from './till.svelte';

/** A program whose answer to the window's first question arrives after a change that came later. */
function changesMeanwhile(asked: Snapshot, changed: Snapshot): SimulatedHost {
  const host = new SimulatedHost(asked);
  host.ready = () => {
    host.show(changed);
    return Promise.resolve(asked);
  };
  return host;
}

describe('the first snapshot', () => {
  it('is_the_answer_where_nothing_has_changed_since', async () => {
    const till = new Till(new SimulatedHost(setup()));
    await till.open();
    expect(till.snapshot?.stage).toBe('setup');
  });

  it('is_not_drawn_over_a_change_that_was_told_meanwhile', async () => {
    const till = new Till(changesMeanwhile(setup(), selling()));
    await till.open();
    expect(till.snapshot?.stage).toBe('selling');
  });
});
