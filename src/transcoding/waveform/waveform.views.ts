import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import type { WaveformView } from './waveform.schemas.js';
import { peaksOf, pictureOf } from './waveforms.queries.js';

/** Waveforms as they were drawn when the audio was transcoded. */
@Injectable()
export class WaveformViews {
  constructor(
    private readonly programs: ProgramsService,
    private readonly source: DataSource,
  ) {}

  /** @throws NotFound outside the actor's reach, and while the program has no audio that is ready */
  async points(programId: string, actor: Actor): Promise<WaveformView> {
    const { originalSha256, seconds } = await this.find(programId, actor);
    const peaks = await peaksOf(this.source, originalSha256);
    if (!peaks) throw new NotFound('waveform');
    return { seconds, peaks: [...peaks] };
  }

  /** The waveform as a PNG. @throws NotFound as `points` */
  async picture(programId: string, actor: Actor): Promise<Buffer> {
    const { originalSha256 } = await this.find(programId, actor);
    const picture = await pictureOf(this.source, originalSha256);
    if (!picture) throw new NotFound('waveform');
    return picture;
  }

  private async find(programId: string, actor: Actor): Promise<{ originalSha256: string; seconds: number }> {
    const { originalSha256, seconds } = await this.programs.findVisible(programId, actor);
    if (!originalSha256 || seconds === null) throw new NotFound('waveform');
    return { originalSha256, seconds };
  }
}
