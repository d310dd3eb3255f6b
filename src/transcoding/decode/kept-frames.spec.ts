import { describe, expect, it } from '@jest/globals';
import { FfmpegEnded } from '../ffmpeg/ffmpeg-faults.js';
import { KeptFrames } from './kept-frames.js';

const FORM = { channels: 2, sampleRate: 4 };
const DECODED = { seconds: 1, jumps: [], isMixedForm: false, isMixedLayout: false };
const { signal } = new AbortController();

/** Of audio of one second, in two pieces. */
function keptOf(mostSamples?: number): KeptFrames {
  const kept = new KeptFrames(mostSamples);
  const sink = kept.keeping(() => (frames) => void frames.fill(9))(FORM);
  for (const piece of [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ])
    void sink(Float32Array.from(piece));
  kept.end(DECODED);
  return kept;
}

describe('the frames of short audio', () => {
  it('are as they were decoded, each time, whatever was done with them', async () => {
    const kept = keptOf();
    for (const _ of [1, 2]) {
      const heard: number[] = [];
      const done: number[] = [];
      const open = (form: object) => {
        expect(form).toEqual(FORM);
        return (frames: Float32Array) => {
          heard.push(...frames);
          frames.fill(0);
        };
      };
      expect(await kept.replay({ signal, onProgress: (seconds) => done.push(seconds) }, open)).toBe(DECODED);
      expect({ heard, done }).toEqual({ heard: [1, 2, 3, 4, 5, 6, 7, 8], done: [0.5, 1] });
    }
  });

  it('are not kept when they are more than the limit', () => {
    expect([keptOf(8).isWhole, keptOf(7).isWhole]).toEqual([true, false]);
  });

  it('are passed on no further once the work is ended', async () => {
    await expect(keptOf().replay({ signal: AbortSignal.abort() }, () => () => undefined)).rejects.toThrow(FfmpegEnded);
  });
});
