import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { Transcoding } from './transcoding.entity.js';
import { markNotified } from './transcodings.queries.js';

/** Notifies the programs of an original of the result of its transcoding. */
@Injectable()
export class TranscodingNotifier {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
  ) {}

  /** Safe to repeat. @returns whether there is nothing left to do for the original */
  async notify(originalSha256: string): Promise<boolean> {
    const transcoding = await this.source.manager.findOneBy(Transcoding, { originalSha256 });
    if (!transcoding?.isOver()) return transcoding === null;
    const { measured, refusalCode: code, refusalData: data } = transcoding;
    if (transcoding.isReady() && measured) {
      await this.programs.audioReady(originalSha256, { seconds: measured.before.seconds });
    } else if (code) {
      await this.programs.audioRefused(originalSha256, { code, data });
    }
    await this.unitOfWork.run((work) => markNotified(work, transcoding));
    return true;
  }
}
