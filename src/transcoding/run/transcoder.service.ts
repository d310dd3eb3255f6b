import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Source } from '../ffmpeg/ffmpeg-call.js';
import { timeoutFor } from '../ffmpeg/ffmpeg-patience.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { makePipes } from '../ffmpeg/named-pipes.js';
import { type Finding, findingsIn } from '../findings/findings.js';
import { fingerprintOf } from '../fingerprint/fingerprint.js';
import type { GainPlan } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import { LoudnessService, type MeasuredSound } from '../loudness/loudness.service.js';
import type { SourceAudio } from '../probe/audio-description.js';
import { ProbeService } from '../probe/probe.service.js';
import { Refusal } from '../refusal.js';
import { type MadeRendition, pipesForRenditions, RenderingService } from '../rendition/rendering.service.js';
import { percentOf, type Step } from '../requests/progress.js';
import { waveformOf } from '../waveform/waveform.js';
import { waveformPng } from '../waveform/waveform-png.js';
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
export class TranscoderService {
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
    const described = await this.probe.describe(path, signal);
    const source = { path, ...described };
    await makePipes([samplesIn(folder), ...pipesForRenditions(folder)]);
    const cover = await this.probe.coverOf(source, signal);
    const { measured, sound } = await this.measure(source, described.declaredSeconds, options);
    const heard = { before: measured, envelope: sound.envelope };
    const { plan, renditions, envelope } = await this.rendering.render(source, heard, {
      folder,
      signal,
      onProgress: (step, done, total) => onProgress(step, percentOf(step, done, total)),
    });
    const peaks = waveformOf(envelope);
    return {
      source: { ...described, picture: cover && described.picture },
      cover,
      before: measured,
      plan,
      renditions,
      findings: findingsIn(sound, measured, described),
      waveform: { peaks, picture: await waveformPng(peaks) },
      fingerprint: fingerprintOf(sound.envelope),
      ffmpeg: this.ffmpeg.version,
    };
  }

  private async measure(
    source: Source,
    declaredSeconds: number | null,
    { folder, signal, onProgress }: TranscodeOptions,
  ): Promise<MeasuredSound> {
    const { AUDIO_MAX_SECONDS: limitSeconds, LOWEST_FREQUENCY_HZ: lowest } = this.config.settings;
    const expected = declaredSeconds && Math.min(declaredSeconds, limitSeconds);
    const found = await this.loudness.measure(
      source,
      { lowest },
      {
        // One second more than allowed, to tell audio that is too long from audio of exactly that length.
        maxSeconds: limitSeconds + 1,
        // A header may be wrong: audio that turns out longer gets more time while it is decoded.
        timeoutSeconds: timeoutFor(expected ?? 0),
        samples: samplesIn(folder),
        signal,
        onProgress: (done) => onProgress('measure', percentOf('measure', done, expected)),
      },
    );
    if (found.measured.seconds > limitSeconds) throw new Refusal('too-long', { limitSeconds });
    return found;
  }
}

const samplesIn = (folder: string) => join(folder, 'original.samples');
