import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { timeoutFor } from '../ffmpeg/ffmpeg-watchdog.js';
import type { Envelope } from '../loudness/envelope.js';
import { type GainPlan, shortfallOf, type Target } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import type { Band } from '../normalise/normaliser.js';
import { type Encoded, EncoderService, heardPipeOf, type Prepared, samplesPipeIn } from './encoder.service.js';
import { encodeUntilOnTarget, MAX_PASSES } from './re-encoding.js';
import { type Correction, NO_CORRECTION } from './level-correction.js';
import { type Heard, limiterSettings } from './limiter-settings.js';
import { PROFILE_NAMES, PROFILES, type Profile, type ProfileName } from './profiles.js';

/** A rendition in a temporary file, measured as a receiver decodes it. */
export interface MadeRendition {
  profile: Profile;
  path: string;
  measured: Measured;
}

export interface Rendered {
  plan: GainPlan;
  renditions: MadeRendition[];
  /** Of what stations will play. */
  envelope: Envelope;
}

export interface RenderOptions {
  /** Where the renditions are written, each named like its profile. It holds the pipes of `pipesForRenditions`. */
  folder: string;
  signal: AbortSignal;
  /** Receives how many seconds of audio are done, of `total`; `correct` repeats what missed the target. */
  onProgress: (phase: 'encode' | 'correct', done: number, total: number) => void;
}

/** The named pipes that must exist in the folder. */
export const pipesForRenditions = (folder: string): string[] => [
  samplesPipeIn(folder),
  ...PROFILE_NAMES.map((name) => heardPipeOf(join(folder, name))),
];

/** Makes the renditions of a measured original, by all profiles. */
@Injectable()
export class RenderingService {
  private readonly target: Target;
  private readonly band: Band;

  constructor(
    private readonly encoder: EncoderService,
    { settings }: Config,
  ) {
    this.target = { lufs: settings.LOUDNESS_TARGET_LUFS, truePeak: settings.TRUE_PEAK_CEILING_DBTP };
    this.band = { lowest: settings.LOWEST_FREQUENCY_HZ };
  }

  /**
   * Encodes and measures all renditions in one pass, then repeats those that did not come out as planned, one by one.
   * @throws Refusal when the source turns out to be damaged
   * @throws FfmpegFailed, FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded, which may be temporary
   */
  async render(original: Prepared, heard: Heard, options: RenderOptions): Promise<Rendered> {
    const { seconds } = heard.before;
    const { onProgress } = options;
    const encode = this.encodingOf(original, heard, options);
    const made = await encode(PROFILE_NAMES, NO_CORRECTION, (done) => onProgress('encode', done, seconds));
    const most = MAX_CORRECTIONS * seconds;
    let corrections = 0;
    for (const [index, first] of made.entries()) {
      const { profile } = first.wanted;
      made[index] = await encodeUntilOnTarget(first, this.limitsOf(profile), async (correction) => {
        const before = seconds * corrections++;
        onProgress('correct', before, most);
        const tell = (done: number) => onProgress('correct', before + done, most);
        const [again = first] = await encode([profile.name], correction, tell);
        return again;
      });
    }
    return this.resultOf(made);
  }

  /** A function that encodes some profiles once. */
  private encodingOf(original: Prepared, heard: Heard, { folder, signal }: RenderOptions) {
    const maxSeconds = Math.ceil(heard.before.seconds) + 1;
    const options = { band: this.band, folder, maxSeconds, timeoutSeconds: timeoutFor(maxSeconds), signal };
    return (names: readonly ProfileName[], correction: Correction, onProgress: (done: number) => void) => {
      const wanted = names.map((name) => ({ profile: PROFILES[name], target: join(folder, name) }));
      const level = limiterSettings(heard, this.target, correction);
      return this.encoder.encode(original, level, wanted, { ...options, onProgress });
    };
  }

  private resultOf(made: readonly Encoded[]): Rendered {
    const [first] = made;
    if (!first) throw new TypeError('there is no profile');
    const renditions = made.map(({ wanted: { profile, target }, measured }) => ({ profile, path: target, measured }));
    const shortfalls = made.map(({ wanted, level, measured }) =>
      shortfallOf(measured, level, this.limitsOf(wanted.profile)),
    );
    const plan = { gain: first.level.gain, shortfall: shortfalls.find((one) => one !== null) ?? null };
    return { plan, renditions, envelope: first.envelope };
  }

  private limitsOf({ peakTolerance }: Profile): Target & { peakTolerance: number } {
    return { ...this.target, peakTolerance };
  }
}

const MAX_CORRECTIONS = PROFILE_NAMES.length * (MAX_PASSES - 1);
