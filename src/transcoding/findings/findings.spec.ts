import { describe, expect, it } from '@jest/globals';
import type { TimestampJump } from '../decode/timestamps.js';
import { SoundMeter } from '../loudness/sound-meter.js';
import { ChannelMeter } from '../normalise/channel-meter.js';
import { chooseMix } from '../normalise/mix.js';
import { Normaliser } from '../normalise/normaliser.js';
import { findingsIn, type Listened } from './findings.js';

const RATE = 44_100;
const source = {
  demuxer: 'wav',
  track: 0,
  codec: 'pcm_s16le',
  channels: 2,
  sampleRate: RATE,
  declaredSeconds: null,
  startSeconds: 0,
  hasFilm: false,
  tags: {},
  picture: null,
} as const;
const tone = (at: number) => 0.2 * Math.sin((2 * Math.PI * 440 * at) / RATE);

const report = { jumps: [], isMixedForm: false, isMixedLayout: false };

/** Sound that is listened to as an original is; `samples` has whole frames. */
function listened(samples: Float32Array, channels: number, seconds: number): Listened {
  const channelMeter = new ChannelMeter(channels);
  channelMeter.countClips(samples);
  channelMeter.take(samples);
  const heard = channelMeter.result();
  const mix = chooseMix(heard);
  const meter = new SoundMeter(RATE);
  meter.take(new Normaliser(mix, { lowest: 100, sampleRate: RATE }).take(samples));
  return { ...meter.result(), measured: { lufs: -18, range: 5, truePeak: -3, seconds }, heard, mix, report };
}

/** What is found in sound whose channels have these samples. */
function foundIn(seconds: number, sources: readonly ((at: number) => number)[], measured = {}) {
  const samples = new Float32Array(sources.length * seconds * RATE);
  for (let at = 0; at < seconds * RATE; at++)
    samples.set(
      sources.map((sample) => sample(at)),
      sources.length * at,
    );
  const original = listened(samples, sources.length, seconds);
  return findingsIn({ ...original, measured: { ...original.measured, ...measured } }, source);
}

/** As `foundIn`, for stereo. */
function found(
  seconds: number,
  left: (at: number) => number,
  right = left,
  heard: number | null | { lufs: null; truePeak: null } = -18,
) {
  return foundIn(seconds, [left, right], typeof heard === 'object' && heard ? heard : { lufs: heard });
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
    expect(found(1, tone, (at) => 0.3 - 0.9 * tone(at))).toEqual([{ code: 'opposite-channels' }]);
  });

  it('finds which of several channels are heard', () => {
    const silence = () => 0;
    const hiss = (at: number) => (at % 2 === 0 ? 1e-4 : -1e-4);
    const other = (at: number) => 0.1 * Math.sin((2 * Math.PI * 700 * at) / RATE);
    const found = (...sources: ((at: number) => number)[]) => foundIn(1, sources);
    expect(found(silence, silence, tone)).toEqual([{ code: 'channels-chosen', channels: [3], of: 3 }]);
    expect(found(tone, hiss, other, hiss)).toEqual([{ code: 'channels-chosen', channels: [1, 3], of: 4 }]);
    expect(found(tone, other, tone)).toEqual([]);
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

  it('does not call a sound low that is only too short to measure its loudness', () =>
    expect(found(0.3, tone, undefined, null)).toEqual([]));

  const ofLength = (seconds: number, about: object, jumps: TimestampJump[] = [], isMixedForm = false) =>
    findingsIn(
      { ...listened(new Float32Array(0), 1, seconds), report: { jumps, isMixedForm, isMixedLayout: false } },
      { ...source, ...about },
    );

  it.each([
    ['wav', 60, 30, [{ code: 'length-differs', declared: 60, seconds: 30 }]],
    ['mov', 30, 60, [{ code: 'length-differs', declared: 30, seconds: 60 }]],
    ['ogg', 60, 59, []],
    ['flac', 0.9, 0.5, []],
    ['mp3', 60, 30, []],
  ] as const)(
    'compares the length that a %s declares, %d s, with the %d s in it',
    (demuxer, declaredSeconds, seconds, all) => expect(ofLength(seconds, { demuxer, declaredSeconds })).toEqual(all),
  );

  it('finds a gap in the timestamps, which explains the length', () => {
    const mov = { demuxer: 'mov', declaredSeconds: 32 };
    expect(ofLength(12, mov, [{ at: 4.04, seconds: 20 }])).toEqual([{ code: 'gap', from: 4, seconds: 20 }]);
    expect(ofLength(12, mov, [{ at: 4, seconds: 0.4 }])).toMatchObject([{ code: 'length-differs' }]);
  });

  it.each([
    ['two files that were joined', { demuxer: 'matroska', declaredSeconds: 6 }, [{ at: 6, seconds: -6 }], false],
    ['joined files of two rates', { demuxer: 'ogg', declaredSeconds: 6 }, [], true],
    ['a film that goes on without sound', { demuxer: 'mov', declaredSeconds: 30, hasFilm: true }, [], false],
    ['a start at another time', { demuxer: 'matroska', declaredSeconds: 3_612, startSeconds: 3_600 }, [], false],
  ])('does not call the length wrong because of %s', (_, about, jumps, isMixedForm) =>
    expect(ofLength(12, about, jumps, isMixedForm)).toEqual([]),
  );

  it('finds telephone sound', () =>
    expect(ofLength(1, { sampleRate: 8_000 })).toEqual([{ code: 'low-sample-rate', sampleRate: 8_000 }]));
});
