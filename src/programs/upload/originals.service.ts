import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { IncomingFile } from '../../platform/storage/incoming-file.js';
import { uuidv7 } from '../../platform/uuid.js';
import { AudioHasChanged } from '../approval/approvals.problems.js';
import { lockForChange } from '../lock-program.js';
import { Program } from '../program.entity.js';
import { AudioUploaded } from '../program.event.js';
import { supersedeDecision } from '../versions.queries.js';
import { AudioFilesService } from './audio-files.service.js';
import { Original } from './original.entity.js';

/** Audio that has arrived completely, for a program. */
export interface HandedIn {
  file: IncomingFile;
  fileName: string;
  /** Set when the service made it of the newest audio, on request. */
  madeOf?: MadeOf;
  /** Books its volume in the same transaction; rolls everything back when it throws. */
  book?: (work: Work) => Promise<void>;
}

export interface MadeOf {
  originalSha256: string;
  /** For the audit trail. */
  did: string;
  details: Record<string, unknown>;
}

/** The audio that was handed in for programs. */
@Injectable()
export class OriginalsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: AudioFilesService,
  ) {}

  /**
   * Stores the audio, makes it the newest of the program, and announces AudioUploaded. It needs its own approval; until
   * then the approved version stays on the air. Handing in the same audio again asks for a new decision if it was sent back.
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only read the program
   * @throws ProgramWithdrawn
   * @throws AudioHasChanged when it was made of audio that is no longer the newest
   */
  async keep(programId: string, handedIn: HandedIn, { by }: { by: Actor }): Promise<void> {
    const arriving = await this.files.announce('original', handedIn.file);
    try {
      await this.unitOfWork.run(async (work) => {
        const program = await lockForChange(work, programId, by);
        const { madeOf, file, book } = handedIn;
        if (madeOf && program.originalSha256 === file.sha256) return this.files.leave(work, arriving);
        if (madeOf && program.originalSha256 !== madeOf.originalSha256) {
          throw new AudioHasChanged(program.originalSha256);
        }
        await book?.(work);
        await this.files.keep(work, file, arriving);
        await this.record(work, program, handedIn, by);
      });
    } catch (error) {
      await this.files.forget(arriving);
      throw error;
    }
  }

  /** The name under which this audio of a program was last handed in. */
  async fileNameOf(programId: string, sha256: string): Promise<string | undefined> {
    const order = { id: 'DESC' } as const;
    const found = await this.source.manager.findOne(Original, { where: { programId, sha256 }, order });
    return found?.fileName;
  }

  private async record(work: Work, program: Program, handedIn: HandedIn, by: Actor): Promise<void> {
    const { fileName, madeOf } = handedIn;
    const { sha256, bytes } = handedIn.file;
    const { id: programId } = program;
    const uploaded = { uploadedBy: by.id, uploadedAt: work.now, madeOf: madeOf?.originalSha256 ?? null };
    await work.manager.insert(Original, { id: uuidv7(), programId, sha256, fileName, ...uploaded });
    const details = { sha256, bytes, fileName, ...madeOf?.details };
    work.record({ by, did: madeOf?.did ?? 'program.audio', to: { kind: 'program', id: programId }, details });
    await supersedeDecision(work, programId);
    if (program.originalSha256 === sha256 && program.state === 'ready') return;
    const noRefusal = { refusalCode: null, refusalData: {} };
    const waiting = { state: 'transcoding' as const, originalSha256: sha256, seconds: null, ...noRefusal };
    await work.manager.update(Program, { id: programId }, waiting);
    work.announce(new AudioUploaded(programId, sha256));
  }
}
