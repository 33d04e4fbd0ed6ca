/** The till's own sounds, made by WebAudio. A web view without audio stays silent; the screen says everything too. */

import { withAudio } from './audio';

/** What a sound means. */
export type Sound = 'paid' | 'topped_up' | 'failed' | 'expired' | 'attention' | 'settled' | 'tick';

type Note = { hertz: number; startSeconds: number; lengthSeconds: number; loudness: number };

const note = (hertz: number, startSeconds: number, lengthSeconds: number, loudness = 0.35): Note => ({
  hertz,
  startSeconds,
  lengthSeconds,
  loudness,
});

const NOTES: Record<Sound, Note[]> = {
  paid: [note(659, 0, 0.16), note(988, 0.16, 0.34)],
  topped_up: [note(523, 0, 0.14), note(659, 0.14, 0.14), note(988, 0.28, 0.34)],
  failed: [note(175, 0, 0.9, 0.45)],
  expired: [note(330, 0, 0.35, 0.2)],
  attention: [note(988, 0, 0.14), note(330, 0.18, 0.3, 0.45), note(330, 0.58, 0.5, 0.45)],
  settled: [note(988, 0, 0.12), note(988, 0.24, 0.12), note(988, 0.48, 0.3)],
  tick: [note(440, 0, 0.04, 0.06)],
};

/** The loudness of the notes above is that of this volume. */
const USUAL_PERCENT = 80;

let percent = USUAL_PERCENT;

/** How loud the till is from now on, in percent; 0 is silence. */
export function useVolume(next: number): void {
  percent = next;
}

/** Plays a sound, or nothing where there is no audio. Never throws. */
export function play(sound: Sound): void {
  if (percent <= 0) return;
  void withAudio((audio, from) => {
    for (const each of NOTES[sound]) ring(audio, from, each);
  });
}

function ring(
  audio: AudioContext,
  from: number,
  { hertz, startSeconds, lengthSeconds, loudness }: Note,
): void {
  const start = from + startSeconds;
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime((loudness * percent) / USUAL_PERCENT, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, start + lengthSeconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + lengthSeconds);
}
