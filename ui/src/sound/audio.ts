/**
 * The machine's audio device. It is open only while a sound may come: an open one costs a few percent of a processor all
 * day, and one that is opened for a sound swallows the beginning of it.
 */

/** What comes within this time of the opening is not heard; measured in WebKitGTK with PulseAudio. */
const SWALLOWED_SECONDS = 0.5;

/** After the last reason to be open. */
const CLOSES_AFTER_MS = 20_000;

let device: AudioContext | null = null;
/** The device's own time at which it can be heard. */
let heardFrom = 0;
let isExpected = false;
let closing: ReturnType<typeof setTimeout> | undefined;

/** Says whether a sound may come soon: the device is then open before it is needed. */
export function expectSound(expected: boolean): void {
  if (expected === isExpected) return;
  isExpected = expected;
  void open();
}

/** Calls `use` with the open device and the time on its clock from which it is heard. Without audio nothing happens. */
export async function withAudio(use: (audio: AudioContext, fromSeconds: number) => void): Promise<void> {
  const audio = await open();
  if (audio) use(audio, Math.max(audio.currentTime, heardFrom));
}

/** The device, open for a while; null where there is none, or the web view does not allow it. */
async function open(): Promise<AudioContext | null> {
  clearTimeout(closing);
  try {
    const isNew = device === null;
    device ??= new AudioContext();
    const audio = device;
    const wasOpen = !isNew && audio.state === 'running';
    if (!wasOpen) {
      heardFrom = audio.currentTime + SWALLOWED_SECONDS;
      await audio.resume();
    }
    if (!isExpected) closing = setTimeout(close, CLOSES_AFTER_MS);
    return audio;
  } catch {
    return null;
  }
}

function close(): void {
  // A device that does not close costs some power and nothing else.
  device?.suspend().catch(() => undefined);
}
