import { BLOCK_SECONDS, type Measured } from '../loudness/loudness.js';
import type { ChannelFigures, Sound } from '../loudness/sound-meter.js';
import type { SourceAudio } from '../probe/audio-description.js';
import { silencesIn } from './silences.js';

/** Something about the audio that its editor should know; `code` is told in their language by the client. */
export type Finding =
  | { code: 'silence-at-start' | 'silence-at-end' | 'silence-throughout'; seconds: number }
  | { code: 'silence-inside'; from: number; seconds: number }
  | { code: 'clipping'; times: number }
  | { code: 'dead-channel'; channel: 'left' | 'right' }
  | { code: 'opposite-channels' }
  /** `lufs` is null for what is so quiet that it has none. */
  | { code: 'low-level'; lufs: number | null }
  | { code: 'low-sample-rate'; sampleRate: number }
  /** `declared` by the file, `seconds` of sound in it: it broke off, or one of its headers is wrong about the rate. */
  | { code: 'length-differs'; declared: number; seconds: number };

/** What is worth an editor's attention, and what is not. */
const WORTH = {
  edgeSeconds: 1.5,
  insideSeconds: 5,
  clips: 5,
  lufs: -35,
  sampleRate: 16_000,
  decibels: 40,
  // Part of the declared length, and as many seconds: encoders add less than that at the ends.
  difference: 0.03,
  differenceSeconds: 0.5,
};

/** Looks through what was measured of an original. Pure; a duplicate is found elsewhere. */
export function findingsIn(sound: Sound, measured: Measured, source: SourceAudio): Finding[] {
  const ofChannels = channelFindings(sound);
  // Channels that cancel each other leave nothing to hear, which is told by that name.
  const areOpposite = ofChannels.some(({ code }) => code === 'opposite-channels');
  const times = sound.channels.reduce((sum, { clips }) => sum + clips, 0);
  return [
    ...silenceFindings(sound, measured).filter(({ code }) => !(areOpposite && code === 'silence-throughout')),
    ...(times >= WORTH.clips ? [{ code: 'clipping' as const, times }] : []),
    ...ofChannels,
    ...levelFindings(measured),
    ...(source.sampleRate < WORTH.sampleRate
      ? [{ code: 'low-sample-rate' as const, sampleRate: source.sampleRate }]
      : []),
    ...lengthFindings(measured, source),
  ];
}

/** Has no length of its own: ffmpeg guesses it from the bit rate, which is wrong for a variable one. */
const WITHOUT_LENGTH: readonly string[] = ['mp3', 'aac', 'amr'];

function lengthFindings({ seconds }: Measured, { demuxer, declaredSeconds: declared }: SourceAudio): Finding[] {
  if (declared === null || WITHOUT_LENGTH.includes(demuxer)) return [];
  const difference = Math.abs(declared - seconds);
  const isWorth = difference > WORTH.differenceSeconds && difference > WORTH.difference * declared;
  return isWorth ? [{ code: 'length-differs', declared: tenth(declared), seconds: tenth(seconds) }] : [];
}

/** What is too short to have a loudness may be as loud as it likes; digital silence is told as such. */
function levelFindings({ lufs, truePeak, seconds }: Measured): Finding[] {
  if (truePeak === null || (lufs === null && seconds < BLOCK_SECONDS)) return [];
  return (lufs ?? -Infinity) < WORTH.lufs ? [{ code: 'low-level', lufs }] : [];
}

function silenceFindings({ envelope }: Sound, { lufs, seconds: whole }: Measured): Finding[] {
  return silencesIn(envelope, lufs, Math.min(WORTH.edgeSeconds, whole)).flatMap(({ from, seconds }): Finding[] => {
    const [start, length] = [tenth(from), tenth(seconds)];
    if (from === 0 && seconds > whole - 0.1) return [{ code: 'silence-throughout', seconds: length }];
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
