import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { type IncomingFile, incomingFileAt } from '../../platform/storage/incoming-file.js';
import { type ArrivingAudio, AudioFilesService } from '../../programs/upload/audio-files.service.js';
import { FingerprintsService } from '../fingerprint/fingerprints.service.js';
import type { Refusal } from '../refusal.js';
import { RenditionsQueries } from '../rendition/renditions.queries.js';
import type { MadeRendition, Transcoded } from './transcoder.service.js';
import type { Figures } from '../requests/transcoding.entity.js';
import { TranscodingsQueries } from '../requests/transcodings.queries.js';

interface Kept {
  rendition: MadeRendition;
  file: IncomingFile;
  arriving: ArrivingAudio;
}

/** Writes down how a run ended, only if the row is still that run's: then files are moved to their place, then all rows at once. */
@Injectable()
export class ResultsStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: TranscodingsQueries,
    private readonly renditions: RenditionsQueries,
    private readonly files: AudioFilesService,
    private readonly fingerprints: FingerprintsService,
  ) {}

  async ready(originalSha256: string, run: string, made: Transcoded): Promise<void> {
    const known = { originalSha256, seconds: made.before.seconds, print: made.fingerprint };
    const alike = await this.fingerprints.add(known);
    const renditions = await this.announce(made.renditions);
    try {
      await this.unitOfWork.run(async (work) => {
        const { source, waveform, findings, cover } = made;
        const outcome = { state: 'ready' as const, source, findings, waveform, cover, measured: figuresOf(made) };
        const isMine = await this.queries.finish(work.manager, run, outcome);
        if (isMine) await this.fingerprints.putAlike(work.manager, originalSha256, alike);
        for (const one of renditions) {
          if (isMine) await this.keep(work, originalSha256, one);
          else await this.files.leave(work, one.arriving);
        }
      });
    } catch (error) {
      for (const { arriving } of renditions) await this.files.forget(arriving);
      throw error;
    }
  }

  async refused(run: string, { code, data }: Refusal): Promise<void> {
    const state = code === 'transcoding-failed' ? 'failed' : 'refused';
    await this.unitOfWork.run(({ manager }) => this.queries.finish(manager, run, { state, code, data }));
  }

  /** Says which files will be moved, so that a sweep finds those of a process that is killed meanwhile. */
  private async announce(renditions: readonly MadeRendition[]): Promise<Kept[]> {
    const announced: Kept[] = [];
    for (const rendition of renditions) {
      const file = await incomingFileAt(rendition.path);
      announced.push({ rendition, file, arriving: await this.files.announce('rendition', file) });
    }
    return announced;
  }

  private async keep(work: Work, originalSha256: string, { rendition, file, arriving }: Kept): Promise<void> {
    const { profile, measured } = rendition;
    await this.files.keep(work, file, arriving);
    await this.renditions.put(work.manager, {
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
