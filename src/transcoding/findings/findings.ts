import { BLOCK_SECONDS, type Measured } from '../loudness/loudness.js';
import type { ChannelFigures, Sound } from '../loudness/sound-meter.js';
import type { SourceAudio } from '../probe/audio-description.js';
import { silencesIn } from './silences.js';

/** Something about the audio that its editor should know: a code, which clients put into the reader's language, and its figures. */
export type Finding =
  | { code: 'silence-at-start' | 'silence-at-end' | 'silence-throughout'; seconds: number }
  | { code: 'silence-inside'; from: number; seconds: number }
  | { code: 'clipping'; times: number }
  | { code: 'dead-channel'; channel: 'left' | 'right' }
  | { code: 'opposite-channels' }
  /** `lufs` is null for audio so quiet that it has no loudness. */
  | { code: 'low-level'; lufs: number | null }
  | { code: 'low-sample-rate'; sampleRate: number }
  /** `declared` by the file, `seconds` decoded: the file is truncated, or a header has the wrong rate. */
  | { code: 'length-differs'; declared: number; seconds: number };

/** From which values on something becomes a finding. */
const LIMITS = {
  edgeSeconds: 1.5,
  insideSeconds: 5,
  clips: 5,
  lufs: -35,
  sampleRate: 16_000,
  decibels: 40,
  // A share of the declared length, and seconds; both must be exceeded. Encoders add less than that at the ends.
  difference: 0.03,
  differenceSeconds: 0.5,
};

/** The findings about an original. Duplicates are not among them: they depend on who asks. */
export function findingsIn(sound: Sound, measured: Measured, source: SourceAudio): Finding[] {
  const ofChannels = channelFindings(sound);
  // Channels that cancel each other out leave silence, which already has its own finding.
  const areOpposite = ofChannels.some(({ code }) => code === 'opposite-channels');
  const times = sound.channels.reduce((sum, { clips }) => sum + clips, 0);
  return [
    ...silenceFindings(sound, measured).filter(({ code }) => !(areOpposite && code === 'silence-throughout')),
    ...(times >= LIMITS.clips ? [{ code: 'clipping' as const, times }] : []),
    ...ofChannels,
    ...levelFindings(measured),
    ...(source.sampleRate < LIMITS.sampleRate
      ? [{ code: 'low-sample-rate' as const, sampleRate: source.sampleRate }]
      : []),
    ...lengthFindings(measured, source),
  ];
}

/** Formats that declare no length: ffmpeg guesses it from the bit rate, wrongly if the rate is variable. */
const WITHOUT_LENGTH: readonly string[] = ['mp3', 'aac', 'amr'];

function lengthFindings({ seconds }: Measured, { demuxer, declaredSeconds: declared }: SourceAudio): Finding[] {
  if (declared === null || WITHOUT_LENGTH.includes(demuxer)) return [];
  const difference = Math.abs(declared - seconds);
  const isFinding = difference > LIMITS.differenceSeconds && difference > LIMITS.difference * declared;
  return isFinding ? [{ code: 'length-differs', declared: tenth(declared), seconds: tenth(seconds) }] : [];
}

/** Not for audio too short to have a loudness, nor for digital silence, which has its own finding. */
function levelFindings({ lufs, truePeak, seconds }: Measured): Finding[] {
  if (truePeak === null || (lufs === null && seconds < BLOCK_SECONDS)) return [];
  return (lufs ?? -Infinity) < LIMITS.lufs ? [{ code: 'low-level', lufs }] : [];
}

function silenceFindings({ envelope }: Sound, { lufs, seconds: whole }: Measured): Finding[] {
  return silencesIn(envelope, lufs, Math.min(LIMITS.edgeSeconds, whole)).flatMap(({ from, seconds }): Finding[] => {
    const [start, length] = [tenth(from), tenth(seconds)];
    if (from === 0 && seconds > whole - 0.1) return [{ code: 'silence-throughout', seconds: length }];
    if (from === 0) return [{ code: 'silence-at-start', seconds: length }];
    if (from + seconds > whole - 0.1) return [{ code: 'silence-at-end', seconds: length }];
    return seconds < LIMITS.insideSeconds ? [] : [{ code: 'silence-inside', from: start, seconds: length }];
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
  other.power > 0 && decibels(one.power, other.power) < -LIMITS.decibels;

const decibels = (power: number, reference: number) => 10 * Math.log10(power / reference);
const tenth = (seconds: number) => Math.round(10 * seconds) / 10;
