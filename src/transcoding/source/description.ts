import type { Demuxer } from './container.js';

/** What a file holds, as far as it matters here. */
export interface SourceAudio {
  demuxer: Demuxer;
  /** As ffmpeg calls it, e.g. `mp3`, `pcm_s16le`. */
  codec: string;
  channels: number;
  /** Samples per second. */
  sampleRate: number;
  /** As the file declares it, in seconds; null when it declares none. Never to be believed. */
  declaredSeconds: number | null;
  tags: SuggestedTags;
}

/** What the file's own tags say; offered to the editor as a suggestion, never taken over by itself. */
export interface SuggestedTags {
  title?: string;
  artist?: string;
  album?: string;
  date?: string;
}

const TAG_LENGTH = 300;
const STREAM = /^ {2,4}Stream #0:\d+\S*: Audio: (\w+).*?, (\d+) Hz, ([^,]+)/;
const DURATION = /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d+)/;
const TAG = /^ +(title|artist|album|date) *: (.+)$/i;

/** Whether a line that ffmpeg writes about a file is one that `describe` reads; the many others need not be kept. */
export const describes = (line: string): boolean => [STREAM, DURATION, TAG].some((form) => form.test(line));

/**
 * Reads what ffmpeg writes about the file it opens. ffprobe would decode the cover art to tell its size, and stops when
 * it may not; ffmpeg goes on without, so the same confinement holds for looking as for decoding.
 * @returns undefined when there is no sound in it
 */
export function describe(lines: readonly string[], demuxer: Demuxer): SourceAudio | undefined {
  const stream = firstMatch(lines, STREAM);
  const [, codec = '', rate = '', layout = ''] = stream ?? [];
  const channels = channelsOf(layout.trim());
  if (!stream || channels === 0 || Number(rate) === 0) return undefined;
  const [, hours, minutes, seconds] = firstMatch(lines, DURATION) ?? [];
  const declared = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  const declaredSeconds = declared > 0 ? declared : null;
  return { demuxer, codec, channels, sampleRate: Number(rate), declaredSeconds, tags: tagsIn(lines) };
}

const LAYOUTS: Record<string, number> = { mono: 1, stereo: 2, downmix: 2, quad: 4, hexagonal: 6, octagonal: 8 };

/** `mono`, `5.1(side)`, `7 channels`, `7 channels (FL+FR+…)`, `ambisonic 1`: 0 when it cannot be told. */
function channelsOf(layout: string): number {
  const named = LAYOUTS[layout.split('(')[0] ?? ''];
  if (named) return named;
  const counted = /^(\d+) channels/.exec(layout);
  if (counted) return Number(counted[1]);
  const surround = /^(\d)\.(\d)(?:\.(\d))?/.exec(layout);
  return surround ? Number(surround[1]) + Number(surround[2]) + Number(surround[3] ?? 0) : 0;
}

function tagsIn(lines: readonly string[]): SuggestedTags {
  const tags: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = TAG.exec(line) ?? [];
    const plain = value.replaceAll(/\p{Cc}+/gu, ' ').trim();
    if (name && plain) tags[name.toLowerCase()] ??= plain.slice(0, TAG_LENGTH);
  }
  return tags;
}

function firstMatch(lines: readonly string[], form: RegExp): RegExpExecArray | undefined {
  for (const line of lines) {
    const match = form.exec(line);
    if (match) return match;
  }
  return undefined;
}
