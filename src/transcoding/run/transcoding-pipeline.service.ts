import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Source } from '../ffmpeg/ffmpeg-call.js';
import { timeoutFor } from '../ffmpeg/ffmpeg-watchdog.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { makePipes } from '../ffmpeg/named-pipes.js';
import { type Finding, findingsIn } from '../findings/findings.js';
import { fingerprintOf } from '../fingerprint/fingerprint.js';
import type { GainPlan } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import { LoudnessService, type MeasuredOriginal } from '../loudness/loudness.service.js';
import type { AudioTrack, SourceAudio } from '../probe/audio-description.js';
import { ProbeService } from '../probe/probe.service.js';
import { Refusal, type RefusalCode } from '../refusal.js';
import { samplesPipeIn } from '../rendition/encoder.service.js';
import { type MadeRendition, pipesForRenditions, RenderingService } from '../rendition/rendering.service.js';
import { percentOf, type Step } from '../requests/progress.js';
import { waveformOf, waveformPng } from '../waveform/waveform.js';
import type { Waveform } from '../waveform/waveforms.queries.js';

export interface Transcoded {
  source: SourceAudio;
  before: Measured;
  plan: GainPlan;
  renditions: MadeRendition[];
  /** The picture in the tags, as it is; null when there is none. */
  cover: Buffer | null;
  findings: Finding[];
  /** Of what stations will play, so that quiet recordings can be seen too. */
  waveform: Waveform;
  fingerprint: Uint8Array;
  /** Version of ffmpeg. */
  ffmpeg: string;
}

export interface TranscodeOptions {
  /** An empty folder for this run only; the renditions are left in it. */
  folder: string;
  signal: AbortSignal;
  /** Receives the step, and whole percent of all the work. */
  onProgress: (step: Step, percent: number) => void;
}

/** Transcodes one original: probes and measures it, then makes its renditions. Does not use the database. */
@Injectable()
export class TranscodingPipelineService {
  constructor(
    private readonly probe: ProbeService,
    private readonly loudness: LoudnessService,
    private readonly rendering: RenderingService,
    private readonly ffmpeg: FfmpegRunner,
    private readonly config: Config,
  ) {}

  /**
   * @param path of a stored original
   * @throws Refusal when the audio cannot be used
   * @throws FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded, FfmpegFailed, which may be temporary
   */
  async transcode(path: string, options: TranscodeOptions): Promise<Transcoded> {
    const { folder, signal, onProgress } = options;
    onProgress('probe', percentOf('probe', 0, 1));
    const { tracks, ...described } = await this.probe.describe(path, signal);
    await makePipes(pipesForRenditions(folder));
    const cover = await this.probe.coverOf({ path, ...described }, signal);
    const { original, source } = await this.measureTracks({ path, ...described }, tracks, options);
    const { measured } = original;
    const heard = { before: measured, envelope: original.envelope };
    const { plan, renditions, envelope } = await this.rendering.render(original, heard, {
      folder,
      signal,
      onProgress: (step, done, total) => onProgress(step, percentOf(step, done, total)),
    });
    for (const rendition of renditions) refuseIncomplete(rendition, measured.seconds);
    const peaks = waveformOf(envelope);
    return {
      source: { ...source, picture: cover && described.picture },
      cover,
      before: measured,
      plan,
      renditions,
      findings: findingsIn(original, source),
      waveform: { peaks, picture: await waveformPng(peaks) },
      fingerprint: fingerprintOf(original.envelope),
      ffmpeg: this.ffmpeg.version,
    };
  }

  /** Measures the tracks in order, until one has sound; if none has, the first one counts. */
  private async measureTracks(
    { path, ...described }: SourceAudio & { path: string },
    tracks: readonly AudioTrack[],
    options: TranscodeOptions,
  ): Promise<{ original: MeasuredOriginal; source: SourceAudio }> {
    let first: { original: MeasuredOriginal; source: SourceAudio } | undefined;
    let failure: unknown;
    for (const track of tracks) {
      const source = { ...described, ...track };
      try {
        const original = await this.measure({ path, ...source }, source.declaredSeconds, options);
        first ??= { original, source };
        if (original.measured.truePeak !== null) return { original, source };
      } catch (error) {
        if (!(error instanceof Refusal) || !UNUSABLE.includes(error.code)) throw error;
        failure ??= error;
      }
    }
    if (!first) throw failure;
    return first;
  }

  private async measure(
    source: Source,
    declaredSeconds: number | null,
    { folder, signal, onProgress }: TranscodeOptions,
  ): Promise<MeasuredOriginal> {
    const { AUDIO_MAX_SECONDS: limitSeconds, LOWEST_FREQUENCY_HZ: lowest } = this.config.settings;
    const expected = declaredSeconds && Math.min(declaredSeconds, limitSeconds);
    const found = await this.loudness.measureOriginal(
      source,
      { lowest },
      {
        // One second more than allowed, to tell audio that is too long from audio of exactly that length.
        maxSeconds: limitSeconds + 1,
        // A header may be wrong: audio that turns out longer gets more time while it is decoded.
        timeoutSeconds: timeoutFor(expected ?? 0),
        samples: samplesPipeIn(folder),
        signal,
        onProgress: (done) => onProgress('measure', percentOf('measure', done, expected)),
      },
    );
    const { seconds } = found.measured;
    if (seconds > limitSeconds) throw new Refusal('too-long', { limitSeconds });
    if (seconds < LEAST_SECONDS) throw new Refusal('too-short', { leastSeconds: LEAST_SECONDS });
    return found;
  }
}

/** Another track may be used. */
const UNUSABLE: readonly RefusalCode[] = ['damaged', 'no-sound', 'codec-not-taken', 'too-short'];

/** Encoders make nothing of less, and nobody hears it. */
const LEAST_SECONDS = 0.05;

/** What encoders add at the ends is less than this, in seconds. */
const LENGTH_TOLERANCE = 0.1;

/** A rendition that is not as long as what was measured never airs: the schedule would count time in which nothing sounds. */
function refuseIncomplete(
  { profile: { name: profile }, measured: { seconds } }: MadeRendition,
  measuredSeconds: number,
): void {
  if (Math.abs(seconds - measuredSeconds) <= LENGTH_TOLERANCE) return;
  throw new Refusal('rendition-incomplete', { profile, seconds, measuredSeconds });
}
