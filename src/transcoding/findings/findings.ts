import type { Measured } from '../loudness/measuring.js';
import type { ChannelFigures, Sound } from '../loudness/sound-meter.js';
import type { SourceAudio } from '../source/description.js';
import { silencesIn } from './silences.js';

/** Something about the audio that its editor should know; `code` is told in their language by the client. */
export type Finding =
  | { code: 'silence-at-start' | 'silence-at-end'; seconds: number }
  | { code: 'silence-inside'; from: number; seconds: number }
  | { code: 'clipping'; times: number }
  | { code: 'dead-channel'; channel: 'left' | 'right' }
  | { code: 'opposite-channels' }
  | { code: 'low-level'; lufs: number }
  | { code: 'low-sample-rate'; sampleRate: number };

/** What is worth an editor's attention, and what is not. */
const WORTH = { edgeSeconds: 1.5, insideSeconds: 5, clips: 5, lufs: -35, sampleRate: 16_000, decibels: 40 };

/** Looks through what was measured of an original. Pure; a duplicate is found elsewhere. */
export function findingsIn(sound: Sound, measured: Measured, source: SourceAudio): Finding[] {
  const { lufs } = measured;
  const times = sound.channels.reduce((sum, { clips }) => sum + clips, 0);
  return [
    ...silenceFindings(sound, measured),
    ...(times >= WORTH.clips ? [{ code: 'clipping' as const, times }] : []),
    ...channelFindings(sound),
    ...(lufs !== null && lufs < WORTH.lufs ? [{ code: 'low-level' as const, lufs }] : []),
    ...(source.sampleRate < WORTH.sampleRate
      ? [{ code: 'low-sample-rate' as const, sampleRate: source.sampleRate }]
      : []),
  ];
}

function silenceFindings({ envelope }: Sound, { lufs, seconds: whole }: Measured): Finding[] {
  return silencesIn(envelope, lufs, WORTH.edgeSeconds).flatMap(({ from, seconds }): Finding[] => {
    const [start, length] = [tenth(from), tenth(seconds)];
    if (from === 0 && seconds > whole - 0.1) return [];
    if (from === 0) return [{ code: 'silence-at-start', seconds: length }];
    if (from + seconds > whole - 0.1) return [{ code: 'silence-at-end', seconds: length }];
    return seconds < WORTH.insideSeconds ? [] : [{ code: 'silence-inside', from: start, seconds: length }];
  });
}

function channelFindings({ channels, sidePower }: Sound): Finding[] {
  const [left, right] = channels;
  if (!left || !right) return [];
  if (isDead(left, right)) return [{ code: 'dead-channel', channel: 'left' }];
  if (isDead(right, left)) return [{ code: 'dead-channel', channel: 'right' }];
  const middle = (left.power + right.power) / 2 - sidePower;
  return sidePower > 0 && decibels(Math.max(middle, 0), sidePower) < -10 ? [{ code: 'opposite-channels' }] : [];
}

const isDead = (one: ChannelFigures, other: ChannelFigures) =>
  other.power > 0 && decibels(one.power, other.power) < -WORTH.decibels;

const decibels = (power: number, reference: number) => 10 * Math.log10(power / reference);
const tenth = (seconds: number) => Math.round(10 * seconds) / 10;
