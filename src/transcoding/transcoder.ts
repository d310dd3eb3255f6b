import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Ffmpeg } from './ffmpeg.js';
import { asTheyCameOut, type GainPlan, type Target } from './loudness/gain.js';
import { type Measured, Measuring } from './loudness/measuring.js';
import { percentOf, type Step } from './progress.js';
import { Refusal } from './refusal.js';
import type { Source, Wanted } from './rendition/arguments.js';
import type { Band } from './rendition/filters.js';
import { type Heard, type Level, levelFor } from './rendition/level.js';
import { PROFILE_NAMES, PROFILES, type Profile, type ProfileName } from './rendition/profiles.js';
import { AS_FORESEEN, type Correction, corrected, sumOf } from './rendition/correction.js';
import { type Encoded, Encoding } from './rendition/encoding.js';
import { fingerprintOf } from './fingerprint/fingerprint.js';
import { type Finding, findingsIn } from './findings/findings.js';
import type { SourceAudio } from './source/description.js';
import { Look } from './source/look.js';
import { waveformOf } from './waveform/waveform.js';

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
  findings: Finding[];
  /** Of what stations will play, so that quiet recordings are seen too. */
  waveform: Uint8Array;
  /** By which the same sound is found in other files. */
  fingerprint: Uint8Array;
  /** The version that made them. */
  ffmpeg: string;
}

export interface TranscodeOptions {
  /** Temporary paths, one for each profile. */
  targets: Record<ProfileName, string>;
  signal: AbortSignal;
  onProgress: (step: Step, percent: number) => void;
}

/** Makes one original ready: looks what it is, measures it, and makes all renditions of one decode. Knows no database. */
@Injectable()
export class Transcoder {
  private readonly target: Target;
  private readonly band: Band;
  private readonly maxSeconds: number;

  constructor(
    private readonly look: Look,
    private readonly measuring: Measuring,
    private readonly encoding: Encoding,
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
    const described = await this.look.at(path, options.signal);
    const source = { path, ...described };
    const { measured, sound } = await this.measure(source, described.declaredSeconds, options);
    const levelled = await this.level(source, { before: measured, envelope: sound.envelope }, options);
    const findings = findingsIn(sound, measured, described);
    return {
      source: described,
      before: measured,
      ...levelled,
      findings,
      fingerprint: fingerprintOf(sound.envelope),
      ffmpeg: this.ffmpeg.version,
    };
  }

  private async measure(source: Source, declaredSeconds: number | null, { signal, onProgress }: TranscodeOptions) {
    const expected = Math.min(declaredSeconds ?? this.maxSeconds, this.maxSeconds);
    const found = await this.measuring.of(source, this.band, {
      // A second more than allowed is decoded, to tell what is too long from what is just as long.
      maxSeconds: this.maxSeconds + 1,
      timeoutSeconds: timeLimit(this.maxSeconds),
      signal,
      onProgress: (done) => onProgress('measure', percentOf('measure', done, expected)),
    });
    if (found.measured.seconds > this.maxSeconds) throw new Refusal('too-long');
    return found;
  }

  /** Encodes and listens to what came out; what one encoder did otherwise than foreseen is made good by itself. */
  private async level(source: Source, heard: Heard & { before: Measured }, options: TranscodeOptions) {
    const make = (names: readonly ProfileName[], correction: Correction) => {
      const wanted = names.map((name) => ({ profile: PROFILES[name], target: options.targets[name] }));
      return this.make(source, levelFor(heard, this.target, correction), wanted, {
        ...options,
        seconds: heard.before.seconds,
      });
    };
    const made = await make(PROFILE_NAMES, AS_FORESEEN);
    for (const [index, foreseen] of made.entries()) {
      let [last, sum] = [foreseen, AS_FORESEEN];
      for (let round = 2; round <= ROUNDS; round++) {
        const correction = this.correctionOf(last);
        if (!correction) break;
        sum = sumOf(sum, correction);
        [last = foreseen] = await make([last.wanted.profile.name], sum);
      }
      made[index] = last;
    }
    return this.outcomeOf(made);
  }

  private correctionOf({ wanted: { profile }, level, measured }: Encoded): Correction | undefined {
    return corrected(level, measured, this.target, profile.peakTolerance);
  }

  private outcomeOf(made: readonly Encoded[]) {
    const [shown, ...others] = made;
    if (!shown) throw new TypeError('there is no profile');
    const renditions = made.map(({ wanted: { profile, target }, measured }) => ({ profile, path: target, measured }));
    const plan = asTheyCameOut([shown, ...others], this.target);
    return { plan, renditions, waveform: waveformOf(shown.sound.envelope) };
  }

  private async make(
    source: Source,
    level: Level,
    wanted: readonly Wanted[],
    { signal, onProgress, seconds }: TranscodeOptions & { seconds: number },
  ): Promise<Encoded[]> {
    const maxSeconds = Math.ceil(seconds) + 1;
    return this.encoding.encode(source, level, wanted, {
      band: this.band,
      maxSeconds,
      timeoutSeconds: timeLimit(maxSeconds),
      signal,
      onProgress: (done) => onProgress('encode', percentOf('encode', done, maxSeconds)),
    });
  }
}

/** Speech needs one; what is so dynamic that its limited peaks surprise the encoder, two or three. */
const ROUNDS = 3;

/** A minute to begin with, and no slower than the audio plays: twenty times what a slow machine needs. */
const timeLimit = (seconds: number) => 60 + seconds;
