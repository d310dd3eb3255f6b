import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { Texts } from '../../platform/words/language.js';
import type { DecodeReport } from '../decode/timestamps.js';
import type { Envelope } from '../loudness/envelope.js';
import { BLOCK_SECONDS, type Measured } from '../loudness/loudness.js';
import type { MeasuredOriginal } from '../loudness/loudness.service.js';
import type { ChannelFigures } from '../normalise/channel-meter.js';
import { areOpposite, isAlive, loudestOf, type Mix } from '../normalise/mix.js';
import type { SourceAudio } from '../probe/audio-description.js';

/** Something about the audio that its editor should know: a code and its figures. */
export type Finding =
  | { code: 'silence-at-start' | 'silence-at-end' | 'silence-throughout'; seconds: number }
  | { code: 'silence-inside'; from: number; seconds: number }
  | { code: 'clipping'; times: number }
  | { code: 'dead-channel'; channel: 'left' | 'right' }
  /** Of two channels the louder one was taken. */
  | { code: 'opposite-channels' }
  /** Of `of` channels, more than two, those that were heard; counted from 1. */
  | { code: 'channels-chosen'; channels: number[]; of: number }
  /** After `from` seconds of sound, `seconds` are missing by the timestamps. What is there was kept, without a pause. */
  | { code: 'gap'; from: number; seconds: number }
  /** `lufs` is null for audio so quiet that it has no loudness. */
  | { code: 'low-level'; lufs: number | null }
  | { code: 'low-sample-rate'; sampleRate: number }
  /** `declared` by the file, `seconds` decoded: the file is truncated, or a header has the wrong rate. */
  | { code: 'length-differs'; declared: number; seconds: number };

/** The code of every finding, those that depend on who asks included. */
export const FindingCode = codes('FindingCode', {
  'silence-at-start': { vi: 'im lặng {seconds} giây ở đầu', en: '{seconds} seconds of silence at the start' },
  'silence-at-end': { vi: 'im lặng {seconds} giây ở cuối', en: '{seconds} seconds of silence at the end' },
  'silence-throughout': { vi: 'cả bài im lặng', en: 'silence throughout' },
  'silence-inside': {
    vi: 'im lặng {seconds} giây, từ giây {from}',
    en: '{seconds} seconds of silence, from second {from} on',
  },
  clipping: { vi: 'vỡ tiếng {times} chỗ vì thu quá to', en: 'clipped in {times} places: recorded too loud' },
  'dead-channel': {
    vi: 'một kênh không có tiếng; đã dùng kênh kia',
    en: 'one channel is silent; the other one is used',
  },
  'opposite-channels': {
    vi: 'hai kênh ngược pha; đã dùng kênh to hơn',
    en: 'the channels cancel each other out; the louder one is used',
  },
  'channels-chosen': {
    vi: 'chỉ một số trong {of} kênh có tiếng và được dùng',
    en: 'only some of {of} channels carry sound and are used',
  },
  gap: { vi: 'thiếu {seconds} giây sau giây {from}', en: '{seconds} seconds are missing after second {from}' },
  'low-level': { vi: 'thu quá nhỏ', en: 'recorded at a very low level' },
  'low-sample-rate': {
    vi: 'chất lượng như điện thoại ({sampleRate} Hz)',
    en: 'the quality of a telephone ({sampleRate} Hz)',
  },
  'length-differs': {
    vi: 'tệp ghi dài {declared} giây nhưng chỉ có {seconds} giây',
    en: 'the file declares {declared} seconds, and there are {seconds}',
  },
  'same-audio': { vi: 'chương trình khác có cùng âm thanh', en: 'other programs have the same audio' },
} satisfies Record<Finding['code'] | 'same-audio', Texts>);
export type FindingCode = z.infer<typeof FindingCode>;

/** From which values on something becomes a finding. */
const LIMITS = {
  edgeSeconds: 1.5,
  insideSeconds: 5,
  clips: 5,
  lufs: -35,
  sampleRate: 16_000,
  gapSeconds: 0.5,
  gaps: 20,
  // A share of the declared length, and seconds; both must be exceeded. Encoders add less than that at the ends.
  difference: 0.03,
  differenceSeconds: 0.5,
};

/** What the findings are about. */
export type Listened = Pick<MeasuredOriginal, 'envelope' | 'heard' | 'measured' | 'mix' | 'report'>;

/** The findings about an original. Duplicates are not among them: they depend on who asks. */
export function findingsIn(original: Listened, source: SourceAudio): Finding[] {
  const { measured, heard, report } = original;
  const times = heard.channels.reduce((sum, { clips }) => sum + clips, 0);
  return [
    ...silenceFindings(original),
    ...gapFindings(report),
    ...(times >= LIMITS.clips ? [{ code: 'clipping' as const, times }] : []),
    ...channelFindings(original),
    ...levelFindings(measured),
    ...(source.sampleRate < LIMITS.sampleRate
      ? [{ code: 'low-sample-rate' as const, sampleRate: source.sampleRate }]
      : []),
    ...lengthFindings(original, source),
  ];
}

/** Formats that declare no length: ffmpeg guesses it from the bit rate, wrongly if the rate is variable. */
const WITHOUT_LENGTH: readonly string[] = ['mp3', 'aac', 'amr'];

/** Not when the length can be explained: by gaps, by files that were joined, or by a film that goes on without sound. */
function lengthFindings({ measured, report }: Listened, source: SourceAudio): Finding[] {
  const { demuxer, declaredSeconds: declared } = source;
  const { seconds } = measured;
  if (declared === null || WITHOUT_LENGTH.includes(demuxer) || isJoined(report) || source.hasFilm) return [];
  const gaps = report.jumps.reduce((sum, jump) => sum + jump.seconds, 0);
  const explained = [declared, declared - gaps, declared - Math.max(0, source.startSeconds)];
  const difference = Math.min(...explained.map((length) => Math.abs(length - seconds)));
  const isFinding = difference > LIMITS.differenceSeconds && difference > LIMITS.difference * declared;
  return isFinding ? [{ code: 'length-differs', declared: tenth(declared), seconds: tenth(seconds) }] : [];
}

/** Where one file ends and the next begins, the timestamps begin anew, or the form changes. */
const isJoined = ({ jumps, isMixedForm }: DecodeReport) => isMixedForm || jumps.some(({ seconds }) => seconds < 0);

/** Not in joined files, whose timestamps say nothing about what is missing. */
function gapFindings(report: DecodeReport): Finding[] {
  if (isJoined(report)) return [];
  const gaps = report.jumps.filter(({ seconds }) => seconds >= LIMITS.gapSeconds).slice(0, LIMITS.gaps);
  return gaps.map(({ at, seconds }) => ({ code: 'gap', from: tenth(at), seconds: tenth(seconds) }));
}

/** Not for audio too short to measure its loudness, nor for digital silence, which has its own finding. */
function levelFindings({ lufs, truePeak, seconds }: Measured): Finding[] {
  if (truePeak === null || (lufs === null && seconds < BLOCK_SECONDS)) return [];
  return (lufs ?? -Infinity) < LIMITS.lufs ? [{ code: 'low-level', lufs }] : [];
}

function silenceFindings({ envelope, measured: { lufs, seconds: whole } }: Listened): Finding[] {
  return silencesIn(envelope, lufs, Math.min(LIMITS.edgeSeconds, whole)).flatMap(({ from, seconds }): Finding[] => {
    const [start, length] = [tenth(from), tenth(seconds)];
    if (from === 0 && seconds > whole - 0.1) return [{ code: 'silence-throughout', seconds: length }];
    if (from === 0) return [{ code: 'silence-at-start', seconds: length }];
    if (from + seconds > whole - 0.1) return [{ code: 'silence-at-end', seconds: length }];
    return seconds < LIMITS.insideSeconds ? [] : [{ code: 'silence-inside', from: start, seconds: length }];
  });
}

/** For each group of channels that sound at the same time. */
function channelFindings({ heard, mix }: Listened): Finding[] {
  const { channels } = heard;
  return mix.groups.flatMap((group): Finding[] => {
    const [left, right] = group;
    if (left === undefined || right === undefined) return [];
    if (group.length > 2) return chosenFindings(channels, group, mix);
    const loudest = channels[loudestOf(channels, group)];
    if (!isAlive(channels[left], loudest)) return [{ code: 'dead-channel', channel: 'left' }];
    if (!isAlive(channels[right], loudest)) return [{ code: 'dead-channel', channel: 'right' }];
    return areOpposite(heard, left, right) ? [{ code: 'opposite-channels' }] : [];
  });
}

/** When the channels change midway, it is not known how many of the last ones exist. */
function chosenFindings(
  channels: readonly ChannelFigures[],
  group: readonly number[],
  { weights, groups }: Mix,
): Finding[] {
  const last = group.findLastIndex((channel) => (channels[channel]?.power ?? 0) > 0);
  const of = groups.length > 1 ? last + 1 : group.length;
  const chosen = group.slice(0, of).flatMap((channel, index) => ((weights[channel] ?? 0) > 0 ? [index + 1] : []));
  return chosen.length < of ? [{ code: 'channels-chosen', channels: chosen, of }] : [];
}

const tenth = (seconds: number) => Math.round(10 * seconds) / 10;

/** A silence within audio, in seconds. */
interface Silence {
  from: number;
  seconds: number;
}

/** A pause that is this far below the loudness of the whole is silence; breathing and room noise are louder. */
const BELOW_LU = 30;
/** The threshold when there is no loudness to compare with, in dBFS. */
const SILENCE_DBFS = -60;

/**
 * Every silence of at least `least` seconds, in order.
 * @param lufs of the whole audio; null when it has none
 */
function silencesIn({ peaks, rate }: Envelope, lufs: number | null, least: number): Silence[] {
  const threshold = 10 ** ((lufs === null ? SILENCE_DBFS : lufs - BELOW_LU) / 20);
  const silences: Silence[] = [];
  let from = 0;
  for (let block = 0; block <= peaks.length; block++) {
    if (block < peaks.length && (peaks[block] ?? 0) < threshold) continue;
    const seconds = (block - from) / rate;
    if (seconds >= least) silences.push({ from: from / rate, seconds });
    from = block + 1;
  }
  return silences;
}
