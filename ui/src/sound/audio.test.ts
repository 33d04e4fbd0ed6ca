import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** As much of a web view's audio as the till touches. */
class Device {
  static all: Device[] = [];
  state: AudioContextState = 'suspended';
  currentTime = 0;
  constructor() {
    Device.all.push(this);
  }
  resume() {
    this.state = 'running';
    return Promise.resolve();
  }
  suspend() {
    this.state = 'suspended';
    return Promise.resolve();
  }
}

function device(): Device {
  const [first] = Device.all;
  if (!first) throw new Error('no device was made');
  return first;
}

/** The one device of a window is made once. */
let audio: typeof import('./audio');

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  Device.all = [];
  vi.stubGlobal('AudioContext', Device);
  audio = await import('./audio');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('is_open_while_a_sound_may_come_and_given_back_a_while_after', async () => {
  audio.expectSound(true);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(device().state).toBe('running');
  audio.expectSound(false);
  await vi.advanceTimersByTimeAsync(19_000);
  expect(device().state, 'the outcome is still ringing').toBe('running');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(device().state).toBe('suspended');
});

it('is_heard_at_once_when_it_was_open', async () => {
  audio.expectSound(true);
  device().currentTime = 7;
  const use = vi.fn();
  await audio.withAudio(use);
  expect(use).toHaveBeenCalledWith(device(), 7);
});

it('is_not_used_before_it_can_be_heard', async () => {
  const use = vi.fn();
  await audio.withAudio(use);
  expect(use).toHaveBeenCalledWith(device(), 0.5);
  device().currentTime = 100;
  await vi.advanceTimersByTimeAsync(60_000);
  await audio.withAudio(use);
  expect(use).toHaveBeenLastCalledWith(device(), 100.5);
  expect(Device.all, 'a window has one device').toHaveLength(1);
});

it('stays_silent_without_a_word_where_there_is_none', async () => {
  vi.stubGlobal('AudioContext', undefined);
  const use = vi.fn();
  audio.expectSound(true);
  await audio.withAudio(use);
  expect(use).not.toHaveBeenCalled();
});
