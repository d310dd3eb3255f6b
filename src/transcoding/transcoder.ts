import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Ffmpeg } from './ffmpeg.js';
import { FfmpegFailed } from './ffmpeg.problems.js';
import { type GainPlan, planGain, type Target, TOLERANCE_LU } from './loudness/gain.js';
import { isOfSummary, type Loudness, parseLoudness } from './loudness/loudness.js';
import { type FfmpegCall, describeCall, measureCall, renditionsCall, type Source } from './rendition/arguments.js';
import type { Band } from './rendition/filters.js';
import { PROFILE_NAMES, PROFILES, type Profile } from './rendition/profiles.js';
import { percentOf, secondsDone, type Step } from './progress.js';
import { Refusal } from './refusal.js';
import { demuxerOf, HEAD_BYTES, id3Length } from './source/container.js';
import { describe, describes, type SourceAudio } from './source/description.js';

/** A measured length of audio. */
export interface Measured extends Loudness {
  seconds: number;
}

/** A rendition in the making: a temporary file, measured as a receiver will decode it. */
export interface MadeRendition {
  profile: Profile;
  path: string;
  measured: Measured;
}

export interface Transcoded {
  source: SourceAudio;
  before: Measured;
  plan: GainPlan;
  renditions: MadeRendition[];
  /** The version that made them. */
  ffmpeg: string;
}

export interface TranscodeOptions {
  /** Temporary paths, one for each profile. */
  targets: Record<Profile['name'], string>;
  signal: AbortSignal;
  onProgress: (step: Step, percent: number) => void;
}

const MAX_CHANNELS = 8;
const ROUNDS = 3;
const NEAR_ENOUGH_LU = 0.3;

/** Makes one original ready: looks what it is, measures it, and makes all renditions of one decode. Knows no database. */
@Injectable()
export class Transcoder {
  private readonly target: Target;
  private readonly band: Band;
  private readonly maxSeconds: number;

  constructor(
    private readonly ffmpeg: Ffmpeg,
    { settings }: Config,
  ) {
    this.target = { lufs: settings.LOUDNESS_TARGET_LUFS, truePeak: settings.TRUE_PEAK_CEILING_DBTP };
    this.band = { lowest: settings.LOWEST_FREQUENCY_HZ };
    this.maxSeconds = settings.AUDIO_MAX_SECONDS;
  }

  /**
   * @param path of a kept original: named by its content, never by whoever sent it
   * @throws Refusal when the audio cannot be used; FfmpegTooSlow and FfmpegEnded may pass
   */
  async transcode(path: string, options: TranscodeOptions): Promise<Transcoded> {
    options.onProgress('probe', percentOf('probe', 0, 1));
    const described = await this.look(path, options);
    const source = { path, ...described };
    const before = await this.measureSource(source, described, options);
    const levelled = await this.level(source, before, options);
    return { source: described, before, ...levelled, ffmpeg: this.ffmpeg.version };
  }

  /** Limiter and encoders take away a little, more or less by the voice: what came out wrong is made once more. */
  private async level(source: Source, before: Measured, options: TranscodeOptions) {
    let loss = 0;
    for (let round = 1; ; round++) {
      const plan = planGain(before, this.target, () => loss);
      const renditions = await this.encode(source, plan.gain, before, options);
      const missing = this.target.lufs - averageLufs(renditions);
      if (plan.shortfall || round === ROUNDS || Math.abs(missing) <= NEAR_ENOUGH_LU) return { plan, renditions };
      loss += missing;
    }
  }

  private async look(path: string, { signal }: TranscodeOptions): Promise<SourceAudio> {
    const demuxer = demuxerOf(await headOf(path));
    if (!demuxer) throw new Refusal('not-audio');
    const lines: string[] = [];
    const onLine = (line: string) => void (describes(line) && lines.length < 1_000 && lines.push(line));
    await this.ffmpeg
      .run(describeCall(path, demuxer), { timeoutSeconds: 60, signal, onLine })
      .catch(refuse(lines.length > 0 ? 'damaged' : 'no-sound'));
    const described = describe(lines, demuxer);
    if (!described) throw new Refusal('no-sound');
    if (described.channels > MAX_CHANNELS) throw new Refusal('too-many-channels');
    return described;
  }

  private async measureSource(
    source: Source,
    { declaredSeconds }: SourceAudio,
    options: TranscodeOptions,
  ): Promise<Measured> {
    const expected = Math.min(declaredSeconds ?? this.maxSeconds, this.maxSeconds);
    // A second more than allowed is decoded, to tell what is too long from what is just as long.
    const call = measureCall(source, this.band, this.maxSeconds + 1);
    const measured = await this.measure(call, this.maxSeconds, options, (done) =>
      options.onProgress('measure', percentOf('measure', done, expected)),
    );
    if (measured.seconds > this.maxSeconds) throw new Refusal('too-long');
    if (measured.seconds <= 0) throw new Refusal('no-sound');
    return measured;
  }

  private async encode(source: Source, gain: number, before: Measured, options: TranscodeOptions) {
    const wanted = PROFILE_NAMES.map((name) => ({ profile: PROFILES[name], target: options.targets[name] }));
    const level = { band: this.band, gain, target: this.target, maxSeconds: Math.ceil(before.seconds) + 1 };
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) options.onProgress('encode', percentOf('encode', done, before.seconds));
    };
    await this.ffmpeg
      .run(renditionsCall(source, wanted, level), {
        timeoutSeconds: timeLimit(before.seconds),
        signal: options.signal,
        onLine,
      })
      .catch(refuse('damaged'));
    options.onProgress('finish', percentOf('finish', 0, 1));
    return Promise.all(wanted.map(({ profile, target }) => this.check(profile, target, options)));
  }

  /** Measures a rendition as a receiver will decode it. */
  private async check(profile: Profile, path: string, options: TranscodeOptions): Promise<MadeRendition> {
    const source = { path, demuxer: profile.container, codec: profile.codec, channels: 1 };
    const measured = await this.measure(measureCall(source, null, this.maxSeconds + 10), this.maxSeconds, options);
    return { profile, path, measured };
  }

  private async measure(
    call: FfmpegCall,
    upToSeconds: number,
    { signal }: TranscodeOptions,
    onProgress: (seconds: number) => void = () => undefined,
  ): Promise<Measured> {
    let seconds = 0;
    const lines: string[] = [];
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress((seconds = done));
      else if (isOfSummary(line)) lines.push(line);
    };
    await this.ffmpeg.run(call, { timeoutSeconds: timeLimit(upToSeconds), signal, onLine }).catch(refuse('damaged'));
    const loudness = parseLoudness(lines);
    if (!loudness) throw new Refusal('no-sound');
    return { ...loudness, seconds };
  }
}

/** Whether a rendition came out as loud as it was to be. */
export const isOnTarget = ({ lufs }: Loudness, target: Target): boolean =>
  lufs !== null && Math.abs(lufs - target.lufs) <= TOLERANCE_LU;

function averageLufs(renditions: readonly MadeRendition[]): number {
  const sum = renditions.reduce((total, { measured }) => total + (measured.lufs ?? 0), 0);
  return sum / renditions.length;
}

/** A minute to begin with, and no slower than the audio plays: twenty times what a slow machine needs. */
const timeLimit = (seconds: number) => 60 + seconds;

/** What ffmpeg cannot read is the file's fault, unless the disk is full; everything else may pass. */
function refuse(code: 'damaged' | 'no-sound') {
  return (error: unknown): never => {
    const isDisk = error instanceof FfmpegFailed && error.lines.some((line) => /No space left on device/.test(line));
    throw error instanceof FfmpegFailed && !isDisk ? new Refusal(code) : error;
  };
}

/** The first bytes, and those after an ID3 tag, which may be larger than that. */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => {
    throw new Refusal('original-missing');
  });
  try {
    const read = async (position: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, position);
      return buffer.subarray(0, bytesRead);
    };
    const head = await read(0);
    const tag = id3Length(head);
    return tag > 0 ? read(tag) : head;
  } finally {
    await file.close();
  }
}
