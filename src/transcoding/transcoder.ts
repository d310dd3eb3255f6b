import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Ffmpeg } from './ffmpeg.js';
import { refusing } from './ffmpeg.problems.js';
import type { Envelope } from './loudness/envelope.js';
import { factorOf, type GainPlan, planGain, type Target } from './loudness/gain.js';
import { limitingLoss } from './loudness/limiting.js';
import { type Measured, Measuring } from './loudness/measuring.js';
import { percentOf, secondsDone, type Step } from './progress.js';
import { Refusal } from './refusal.js';
import { renditionsCall, type Source } from './rendition/arguments.js';
import type { Band } from './rendition/filters.js';
import { PROFILE_NAMES, PROFILES, type Profile, type ProfileName } from './rendition/profiles.js';
import { corrected, EXPECTED } from './rendition/correction.js';
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
    return { source: described, before: measured, ...levelled, findings, ffmpeg: this.ffmpeg.version };
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

  /** Encodes, and listens to what came out; what the encoders did otherwise than expected is made good once. */
  private async level(
    source: Source,
    { before, envelope }: { before: Measured; envelope: Envelope },
    options: TranscodeOptions,
  ) {
    for (let expected = EXPECTED, round = 1; ; round++) {
      const ceiling = this.target.truePeak - expected.headroom;
      const loss = (gain: number) => expected.loss + limitingLoss(envelope, factorOf(ceiling - gain));
      const plan = planGain(before, this.target, loss);
      const level = { band: this.band, gain: plan.gain, ceiling, maxSeconds: Math.ceil(before.seconds) + 1 };
      await this.encode(source, level, options);
      const { renditions, waveform } = await this.listen(before.seconds, options);
      const heard = renditions.map(({ measured }) => measured);
      const better = plan.shortfall ? undefined : corrected(expected, heard, this.target);
      if (!better || round === ROUNDS) return { plan, renditions, waveform };
      expected = better;
    }
  }

  private async encode(
    source: Source,
    level: Parameters<typeof renditionsCall>[2],
    { targets, signal, onProgress }: TranscodeOptions,
  ): Promise<void> {
    const wanted = PROFILE_NAMES.map((name) => ({ profile: PROFILES[name], target: targets[name] }));
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress('encode', percentOf('encode', done, level.maxSeconds));
    };
    await this.ffmpeg
      .run(renditionsCall(source, wanted, level), { timeoutSeconds: timeLimit(level.maxSeconds), signal, onLine })
      .catch((error: unknown) => refusing(error, 'damaged'));
  }

  /** Measures all renditions at once, as receivers will decode them. */
  private async listen(seconds: number, { targets, signal, onProgress }: TranscodeOptions) {
    onProgress('finish', percentOf('finish', 0, 1));
    const limits = { maxSeconds: seconds + 10, timeoutSeconds: timeLimit(seconds), signal };
    const listenTo = async (profile: Profile) => {
      const path = targets[profile.name];
      const source = { path, demuxer: profile.container, codec: profile.codec, channels: 1 };
      const { measured, sound } = await this.measuring.of(source, null, limits);
      return { rendition: { profile, path, measured }, envelope: sound.envelope };
    };
    const [speech, lean] = await Promise.all([listenTo(PROFILES.speech), listenTo(PROFILES.lean)]);
    return { renditions: [speech.rendition, lean.rendition], waveform: waveformOf(speech.envelope) };
  }
}

const ROUNDS = 2;

/** A minute to begin with, and no slower than the audio plays: twenty times what a slow machine needs. */
const timeLimit = (seconds: number) => 60 + seconds;
