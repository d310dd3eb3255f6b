import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { makePipes } from '../ffmpeg/named-pipes.js';
import { PATIENCE_SECONDS } from '../ffmpeg/ffmpeg-patience.js';
import { type GainPlan, shortfallOf, type Target } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import { LoudnessService } from '../loudness/loudness.service.js';
import { percentOf, type Step } from '../requests/progress.js';
import { Refusal } from '../refusal.js';
import type { Source, Wanted } from '../rendition/arguments.js';
import type { Band } from '../rendition/filters.js';
import { type Heard, type Level, levelFor } from '../rendition/level-plan.js';
import { PROFILE_NAMES, PROFILES, type Profile, type ProfileName } from '../rendition/profiles.js';
import { AS_FORESEEN, type Correction } from '../rendition/level-correction.js';
import { type Encoded, EncoderService, pipesOf } from '../rendition/encoder.service.js';
import { inPasses, MOST_PASSES } from '../rendition/encoding-passes.js';
import { fingerprintOf } from '../fingerprint/fingerprint.js';
import { type Finding, findingsIn } from '../findings/findings.js';
import type { SourceAudio } from '../probe/audio-description.js';
import { ProbeService } from '../probe/probe.service.js';
import { waveformOf } from '../waveform/waveform.js';

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
  /** The picture in its tags, as it was; null when there is none. */
  cover: Buffer | null;
  findings: Finding[];
  /** Of what stations will play, so that quiet recordings are seen too. */
  waveform: Uint8Array;
  /** By which the same sound is found in other files. */
  fingerprint: Uint8Array;
  /** The version that made them. */
  ffmpeg: string;
}

export interface TranscodeOptions {
  /** Empty, and only this run's: renditions are left there, each called like its profile. */
  folder: string;
  signal: AbortSignal;
  onProgress: (step: Step, percent: number) => void;
}

interface Making {
  /** Of the audio. */
  seconds: number;
  signal: AbortSignal;
  /** Told how many seconds of it are done. */
  onProgress: (done: number) => void;
}

/** Makes one original ready: looks what it is, measures it, and makes all renditions of one decode. Knows no database. */
@Injectable()
export class TranscoderService {
  private readonly target: Target;
  private readonly band: Band;
  private readonly maxSeconds: number;

  constructor(
    private readonly look: ProbeService,
    private readonly measuring: LoudnessService,
    private readonly encoding: EncoderService,
    private readonly ffmpeg: FfmpegRunner,
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
    await makePipes(pipesIn(options.folder));
    const cover = await this.look.coverOf(source, options.signal);
    const { measured, sound } = await this.measure(source, described.declaredSeconds, options);
    const levelled = await this.level(source, { before: measured, envelope: sound.envelope }, options);
    const findings = findingsIn(sound, measured, described);
    return {
      source: { ...described, picture: cover && described.picture },
      cover,
      before: measured,
      ...levelled,
      findings,
      fingerprint: fingerprintOf(sound.envelope),
      ffmpeg: this.ffmpeg.version,
    };
  }

  private async measure(source: Source, declaredSeconds: number | null, options: TranscodeOptions) {
    const { folder, signal, onProgress } = options;
    const expected = declaredSeconds && Math.min(declaredSeconds, this.maxSeconds);
    const found = await this.measuring.of(source, this.band, {
      // A second more than allowed is decoded, to tell what is too long from what is just as long.
      maxSeconds: this.maxSeconds + 1,
      // A header may lie: what is longer than it says has the more time the more of it is done.
      timeoutSeconds: timeLimit(Math.min(declaredSeconds ?? 0, this.maxSeconds)),
      samples: samplesIn(folder),
      signal,
      onProgress: (done) => onProgress('measure', percentOf('measure', done, expected)),
    });
    if (found.measured.seconds > this.maxSeconds) throw new Refusal('too-long', { limitSeconds: this.maxSeconds });
    return found;
  }

  /** Encodes and listens to what came out; what one encoder did otherwise than foreseen is made good by itself. */
  private async level(source: Source, heard: Heard, options: TranscodeOptions) {
    const { seconds } = heard.before;
    const make = (names: readonly ProfileName[], correction: Correction, onProgress: (done: number) => void) => {
      const wanted = names.map((name) => ({ profile: PROFILES[name], target: targetIn(options.folder, name) }));
      const level = levelFor(heard, this.target, correction);
      return this.make(source, level, wanted, { signal: options.signal, onProgress, seconds });
    };
    const tell = (step: Step, done: number, total: number) => options.onProgress(step, percentOf(step, done, total));
    const made = await make(PROFILE_NAMES, AS_FORESEEN, (done) => tell('encode', done, seconds));
    let rounds = 0;
    for (const [index, foreseen] of made.entries()) {
      const { profile } = foreseen.wanted;
      made[index] = await inPasses(foreseen, this.limitsOf(profile), async (correction) => {
        const before = seconds * rounds++;
        tell('correct', before, MOST_CORRECTIONS * seconds);
        const [again = foreseen] = await make([profile.name], correction, (done) =>
          tell('correct', before + done, MOST_CORRECTIONS * seconds),
        );
        return again;
      });
    }
    return this.outcomeOf(made);
  }

  private limitsOf({ peakTolerance }: Profile): Target & { peakTolerance: number } {
    return { ...this.target, peakTolerance };
  }

  private outcomeOf(made: readonly Encoded[]) {
    const [shown] = made;
    if (!shown) throw new TypeError('there is no profile');
    const renditions = made.map(({ wanted: { profile, target }, measured }) => ({ profile, path: target, measured }));
    const shortfalls = made.map(({ wanted, level, measured }) =>
      shortfallOf(measured, level, this.limitsOf(wanted.profile)),
    );
    const plan = { gain: shown.level.gain, shortfall: shortfalls.find((one) => one !== null) ?? null };
    return { plan, renditions, waveform: waveformOf(shown.sound.envelope) };
  }

  private async make(
    source: Source,
    level: Level,
    wanted: readonly Wanted[],
    { signal, onProgress, seconds }: Making,
  ): Promise<Encoded[]> {
    const maxSeconds = Math.ceil(seconds) + 1;
    const timeoutSeconds = timeLimit(maxSeconds);
    const options = { band: this.band, maxSeconds, timeoutSeconds, signal, onProgress };
    return this.encoding.encode(source, level, wanted, options);
  }
}

const samplesIn = (folder: string) => join(folder, 'original.samples');
const targetIn = (folder: string, name: ProfileName) => join(folder, name);
const pipesIn = (folder: string) => [
  samplesIn(folder),
  ...PROFILE_NAMES.flatMap((name) => Object.values(pipesOf(targetIn(folder, name)))),
];

const MOST_CORRECTIONS = PROFILE_NAMES.length * (MOST_PASSES - 1);

/** A minute to begin with, and no slower than the audio plays: twenty times what a slow machine needs. */
const timeLimit = (seconds: number) => PATIENCE_SECONDS + seconds;
