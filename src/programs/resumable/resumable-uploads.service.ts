import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { PartFiles } from '../../platform/storage/part-files.js';
import { Admission } from '../upload/admission.service.js';
import { displayedName } from '../upload/displayed-name.js';
import { AudioEmpty } from '../upload/upload.problems.js';
import { ResumableUpload } from './resumable-upload.entity.js';
import { ResumableUploadsQueries } from './resumable-uploads.queries.js';

/** What is announced of a file before its first byte; `bytes` is the length of the whole. */
export interface Announced {
  id: string;
  programId: string;
  fileName: string | undefined;
  bytes: number;
}

/** Uploads that go on where they broke off. Each belongs to the person who began it; to others there is none. */
@Injectable()
export class ResumableUploads {
  constructor(
    private readonly admission: Admission,
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: ResumableUploadsQueries,
    private readonly parts: PartFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes room for a file of this length, and books it against the person's daily volume.
   * @throws NotFound, NotAllowed, ProgramWithdrawn as for audio that is sent at once
   * @throws AudioEmpty
   * @throws TooLarge
   * @throws DailyVolumeUsedUp
   * @throws StorageFull
   */
  async begin({ id, programId, fileName, bytes }: Announced, by: Actor): Promise<void> {
    await this.admission.mayHandIn(programId, by);
    if (bytes === 0) throw new AudioEmpty();
    const begun = { id, programId, begunBy: by.id, fileName: displayedName(fileName), bytes };
    await this.unitOfWork.run(async (work) => {
      await this.admission.book(work, bytes, by);
      await work.manager.insert(ResumableUpload, { ...begun, begunAt: this.clock.now() });
    });
    try {
      await this.parts.begin(id, bytes);
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** @throws NotFound when somebody else began it, or nobody */
  async ofPerson(id: string, by: Actor): Promise<ResumableUpload> {
    const upload = await this.queries.find(id);
    if (upload?.begunBy !== by.id) throw new NotFound('upload');
    return upload;
  }

  /** As ofPerson, when the person may still hand in for its program. @throws NotFound, NotAllowed, ProgramWithdrawn */
  async mayGoOn(id: string, by: Actor): Promise<void> {
    const { programId } = await this.ofPerson(id, by);
    await this.admission.mayHandIn(programId, by);
  }

  /** How much of it is there, and will be, in bytes. @throws NotFound also when its file was cleared away */
  async progressOf(id: string): Promise<{ upload: ResumableUpload; arrived: number }> {
    const upload = await this.queries.find(id);
    const arrived = upload?.completedAt ? upload.bytes : await this.parts.sizeOf(id);
    if (!upload || arrived === undefined) throw new NotFound('upload');
    return { upload, arrived };
  }

  /** Forgets it, with all that has arrived; what a program has got already stays. */
  async discard(id: string): Promise<void> {
    await this.parts.discard(id);
    await this.queries.remove(id);
  }

  /** Forgets those begun before `before` that are completed, or whose files were cleared away. @returns how many */
  async forgetThoseFrom(before: Date): Promise<number> {
    let forgotten = 0;
    for (const { id, completed } of await this.queries.begunBefore(before)) {
      if (!completed && (await this.parts.sizeOf(id)) !== undefined) continue;
      await this.discard(id);
      forgotten += 1;
    }
    return forgotten;
  }
}
