import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { type IncomingFile, incomingFileAt } from '../../platform/storage/incoming-file.js';
import { type ArrivingAudio, AudioFilesService } from '../../programs/upload/audio-files.service.js';
import { putSimilar } from '../fingerprint/fingerprints.queries.js';
import { FingerprintsService } from '../fingerprint/fingerprints.service.js';
import type { Refusal, RefusalCode } from '../refusal.js';
import { profileSetOf } from '../rendition/profile-set.js';
import type { MadeRendition } from '../rendition/rendering.service.js';
import { putRendition } from '../rendition/renditions.queries.js';
import { finishRun } from '../requests/claims.queries.js';
import type { Figures } from '../requests/transcoding.entity.js';
import { putWaveform } from '../waveform/waveforms.queries.js';
import type { Transcoded } from './transcoding-pipeline.service.js';

interface RenditionFile {
  rendition: MadeRendition;
  file: IncomingFile;
  arriving: ArrivingAudio;
}

/** The audio is not to blame for these. */
const FAULTS_OF_SERVICE: readonly RefusalCode[] = ['transcoding-failed', 'rendition-incomplete'];

/** Stores the result of a run, unless it has lost its claim: the files are moved into place, then all rows are written at once. */
@Injectable()
export class ResultsStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: AudioFilesService,
    private readonly fingerprints: FingerprintsService,
    private readonly config: Config,
  ) {}

  /** @returns false when the run has lost its claim */
  async saveReady(originalSha256: string, run: string, made: Transcoded): Promise<boolean> {
    const { fingerprint: print, before, source, findings, cover, waveform } = made;
    const similar = await this.fingerprints.add({ originalSha256, seconds: before.seconds, print });
    const renditions = await this.announce(made.renditions);
    const profileSet = profileSetOf(this.config.settings);
    const result = { state: 'ready' as const, profileSet, source, findings, cover, measured: figuresOf(made) };
    try {
      return await this.unitOfWork.run(async (work) => {
        const isMine = await finishRun(work, run, result);
        if (isMine) await putSimilar(work, originalSha256, similar);
        if (isMine) await putWaveform(work, originalSha256, waveform);
        for (const one of renditions) {
          if (isMine) await this.keep(work, originalSha256, one);
          else await this.files.leave(work, one.arriving);
        }
        return isMine;
      });
    } catch (error) {
      for (const { arriving } of renditions) await this.files.forget(arriving);
      throw error;
    }
  }

  /** @returns how the run ended; undefined when it has lost its claim */
  async saveRefusal(run: string, { code, data }: Refusal): Promise<'failed' | 'refused' | undefined> {
    const state = FAULTS_OF_SERVICE.includes(code) ? 'failed' : 'refused';
    const isMine = await this.unitOfWork.run((work) => finishRun(work, run, { state, code, data }));
    return isMine ? state : undefined;
  }

  /** Records which files will be moved, so that a sweep finds them if the process is killed meanwhile. */
  private async announce(renditions: readonly MadeRendition[]): Promise<RenditionFile[]> {
    const announced: RenditionFile[] = [];
    for (const rendition of renditions) {
      const file = await incomingFileAt(rendition.path);
      announced.push({ rendition, file, arriving: await this.files.announce('rendition', file) });
    }
    return announced;
  }

  private async keep(work: Work, originalSha256: string, { rendition, file, arriving }: RenditionFile): Promise<void> {
    const { profile, measured } = rendition;
    await this.files.keep(work, file, arriving);
    await putRendition(work, {
      originalSha256,
      profile: profile.name,
      sha256: file.sha256,
      bytes: file.bytes,
      seconds: measured.seconds,
      mediaType: profile.mediaType,
      lufs: measured.lufs,
      truePeak: measured.truePeak,
    });
  }
}

function figuresOf({ before, plan, renditions, ffmpeg }: Transcoded): Figures {
  const after = Object.fromEntries(renditions.map(({ profile, measured }) => [profile.name, measured]));
  return { before, after, gain: plan.gain, shortfall: plan.shortfall, ffmpeg };
}
