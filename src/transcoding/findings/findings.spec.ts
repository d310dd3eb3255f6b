import { describe, expect, it } from '@jest/globals';
import { SoundMeter } from '../loudness/sound-meter.js';
import { findingsIn } from './findings.js';

const RATE = 44_100;
const source = {
  demuxer: 'wav',
  codec: 'pcm_s16le',
  channels: 2,
  sampleRate: RATE,
  declaredSeconds: null,
  tags: {},
  picture: null,
} as const;
const tone = (at: number) => 0.2 * Math.sin((2 * Math.PI * 440 * at) / RATE);

/** What is found in a stereo sound whose left and right samples these are. */
function found(
  seconds: number,
  left: (at: number) => number,
  right = left,
  heard: number | null | { lufs: null; truePeak: null } = -18,
) {
  const samples = new Float32Array(2 * seconds * RATE);
  for (let at = 0; at < seconds * RATE; at++) samples.set([left(at), right(at)], 2 * at);
  const loudness = typeof heard === 'object' && heard ? heard : { lufs: heard, truePeak: -3 };
  const meter = new SoundMeter({ sampleRate: RATE, channels: 2, highPass: 100 });
  meter.take(Buffer.from(samples.buffer));
  return findingsIn(meter.result(), { ...loudness, range: 5, seconds }, source);
}

const between = (from: number, until: number) => (at: number) =>
  at / RATE >= from && at / RATE < until ? tone(at) : 0;

describe('findingsIn', () => {
  it('has nothing to say about sound that is well', () => expect(found(3, tone)).toEqual([]));

  it('finds silence at both ends and inside', () => {
    const speech = (at: number) => between(2, 4)(at) + between(10, 12)(at);
    expect(found(14, speech)).toEqual([
      { code: 'silence-at-start', seconds: 2 },
      { code: 'silence-inside', from: 4, seconds: 6 },
      { code: 'silence-at-end', seconds: 2 },
    ]);
  });

  it('finds clipping', () => {
    const clipped = (at: number) => Math.max(-1, Math.min(1, 8 * tone(at)));
    expect(found(1, clipped)).toMatchObject([{ code: 'clipping' }]);
  });

  it('finds a dead channel, and channels that cancel each other', () => {
    expect(found(1, tone, () => 0)).toEqual([{ code: 'dead-channel', channel: 'right' }]);
    expect(found(1, () => 0.0001, tone)).toEqual([{ code: 'dead-channel', channel: 'left' }]);
    expect(found(1, tone, (at) => -tone(at))).toEqual([{ code: 'opposite-channels' }]);
  });

  it('finds a very low level', () =>
    expect(found(1, (at) => tone(at) / 100, undefined, -57)).toEqual([{ code: 'low-level', lufs: -57 }]));

  it('finds that a microphone was dead: a hiss so low that it has no loudness', () =>
    expect(found(5, (at) => (at % 2 === 0 ? 8e-5 : -8e-5), undefined, null)).toEqual([
      { code: 'silence-throughout', seconds: 5 },
      { code: 'low-level', lufs: null },
    ]));

  it('finds silence all through, however short', () => {
    const silent = { lufs: null, truePeak: null };
    expect(found(3, () => 0, undefined, silent)).toEqual([{ code: 'silence-throughout', seconds: 3 }]);
    expect(found(0.3, () => 0, undefined, silent)).toEqual([{ code: 'silence-throughout', seconds: 0.3 }]);
  });

  it('does not call a sound low that is only too short to have a loudness', () =>
    expect(found(0.3, tone, undefined, null)).toEqual([]));

  it.each([
    ['wav', 60, 30, [{ code: 'length-differs', declared: 60, seconds: 30 }]],
    ['mov', 30, 60, [{ code: 'length-differs', declared: 30, seconds: 60 }]],
    ['ogg', 60, 59, []],
    ['flac', 0.9, 0.5, []],
    ['mp3', 60, 30, []],
  ] as const)(
    'compares the length that a %s declares, %d s, with the %d s in it',
    (demuxer, declared, seconds, all) => {
      const meter = new SoundMeter({ sampleRate: RATE, channels: 1, highPass: 100 });
      const measured = { lufs: -20, range: 1, truePeak: -3, seconds };
      expect(findingsIn(meter.result(), measured, { ...source, demuxer, declaredSeconds: declared })).toEqual(all);
    },
  );

  it('finds telephone sound', () => {
    const meter = new SoundMeter({ sampleRate: RATE, channels: 1, highPass: 100 });
    const measured = { lufs: -20, range: 1, truePeak: -3, seconds: 1 };
    expect(findingsIn(meter.result(), measured, { ...source, sampleRate: 8_000 })).toEqual([
      { code: 'low-sample-rate', sampleRate: 8_000 },
    ]);
  });
});
