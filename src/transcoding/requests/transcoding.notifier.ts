import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { ProgramsService } from '../../programs/programs.service.js';
import { Transcoding } from './transcoding.entity.js';
import { TranscodingsQueries } from './transcodings.queries.js';

/** Tells the programs of an original how its making-ready ended. */
@Injectable()
export class TranscodingNotifier {
  constructor(
    @InjectRepository(Transcoding) private readonly transcodings: Repository<Transcoding>,
    private readonly queries: TranscodingsQueries,
    private readonly programs: ProgramsService,
  ) {}

  /** Safe to repeat. @returns false when it is not over yet, and there is nothing to tell */
  async about(originalSha256: string): Promise<boolean> {
    const transcoding = await this.transcodings.findOneBy({ originalSha256 });
    if (!transcoding?.isOver()) return transcoding === null;
    if (transcoding.isReady() && transcoding.measured) {
      await this.programs.audioReady(originalSha256, { seconds: transcoding.measured.before.seconds });
    } else if (transcoding.refusalCode) {
      const { refusalCode: code, refusalData: data } = transcoding;
      await this.programs.audioRefused(originalSha256, { code, data });
    }
    await this.queries.told(transcoding);
    return true;
  }
}
