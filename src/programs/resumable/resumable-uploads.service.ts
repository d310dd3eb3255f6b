import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Problem } from '../../platform/http/problem.js';
import { PartFiles } from '../../platform/storage/part-files.js';
import { AdmissionService } from '../upload/admission.service.js';
import { displayedName } from '../upload/displayed-name.js';
import { AudioEmpty } from '../upload/upload.problems.js';
import { UploadsService } from '../upload/uploads.service.js';
import { ResumableUpload } from './resumable-upload.entity.js';
import { completeUpload, deleteUpload, uploadsBegunBefore } from './resumable-uploads.queries.js';

/** What is announced of a file before its first byte; `bytes` is its whole length. */
export interface AnnouncedFile {
  id: string;
  programId: string;
  fileName: string | undefined;
  bytes: number;
}

/** Uploads that can be resumed. Each belongs to the person who began it; for others it does not exist. */
@Injectable()
export class ResumableUploadsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly admission: AdmissionService,
    private readonly uploads: UploadsService,
    private readonly parts: PartFiles,
  ) {}

  /**
   * Reserves disk space for a file of this length, and books it against the person's daily volume.
   * @throws NotFound, NotAllowed, ProgramWithdrawn as for an upload in one request
   * @throws AudioEmpty
   * @throws TooLarge
   * @throws DailyVolumeUsedUp
   * @throws StorageFull
   */
  async begin({ id, programId, fileName, bytes }: AnnouncedFile, by: Actor): Promise<void> {
    await this.admission.mayHandIn(programId, by);
    if (bytes === 0) throw new AudioEmpty();
    await this.unitOfWork.run(async (work) => {
      await this.admission.book(work, bytes, by);
      const begun = { begunBy: by.id, begunAt: work.now, fileName: displayedName(fileName), bytes };
      await work.manager.insert(ResumableUpload, { id, programId, ...begun });
    });
    try {
      await this.parts.begin(id, bytes);
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** @throws NotFound when it does not exist or another person began it */
  async ofPerson(id: string, by: Actor): Promise<ResumableUpload> {
    const upload = await this.find(id);
    if (upload?.begunBy !== by.id) throw new NotFound('upload');
    return upload;
  }

  /**
   * Whether the person may send more of it, by their permissions of now.
   * @throws NotFound when it does not exist or another person began it
   * @throws NotAllowed, ProgramWithdrawn
   */
  async mayResume(id: string, by: Actor): Promise<void> {
    const { programId } = await this.ofPerson(id, by);
    await this.admission.mayHandIn(programId, by);
  }

  /** The upload, and how many of its bytes have arrived. @throws NotFound also when its file was removed */
  async progressOf(id: string): Promise<{ upload: ResumableUpload; arrived: number }> {
    const upload = await this.find(id);
    const arrived = upload?.completedAt ? upload.bytes : await this.parts.sizeOf(id);
    if (!upload || arrived === undefined) throw new NotFound('upload');
    return { upload, arrived };
  }

  /**
   * Completes the upload if all of it has arrived, for a process that was killed between the last byte and completion.
   * Clients regard an upload as done once the service says that all of it has arrived.
   */
  async completeIfWhole(id: string, by: Actor): Promise<void> {
    const { upload, arrived } = await this.progressOf(id);
    if (!upload.completedAt && arrived === upload.bytes) await this.complete(id, by);
  }

  /**
   * Hands the whole file to its program, as an upload in one request would. The file is copied while it is hashed, so a
   * late writer to the upload cannot change what is stored. Idempotent.
   * @throws what `UploadsService.take` throws; a problem that a retry cannot solve ends the upload
   */
  async complete(id: string, by: Actor): Promise<void> {
    const { upload } = await this.progressOf(id);
    if (upload.completedAt) return;
    try {
      const stream = await this.parts.read(id);
      if (!stream) throw new NotFound('upload');
      const audio = { stream, fileName: upload.fileName };
      await this.uploads.take(upload.programId, audio, { by, book: (work) => bookCompletion(work, id) });
    } catch (error) {
      // Two requests may bring the last byte; the second one finds the upload completed.
      if ((await this.find(id))?.completedAt) return;
      if (error instanceof Problem && error.status < 500) await this.discard(id);
      throw error;
    }
    await this.parts.discard(id);
  }

  /** Deletes the upload with all that has arrived; audio already used by a program is kept. */
  async discard(id: string): Promise<void> {
    await this.parts.discard(id);
    await this.unitOfWork.run((work) => deleteUpload(work, id));
  }

  /** Deletes uploads begun before `before` that are completed or whose files were removed. @returns how many */
  async forgetThoseFrom(before: Date): Promise<number> {
    let forgotten = 0;
    for (const { id, completed } of await uploadsBegunBefore(this.source, before)) {
      if (!completed && (await this.parts.sizeOf(id)) !== undefined) continue;
      await this.discard(id);
      forgotten += 1;
    }
    return forgotten;
  }

  private find(id: string): Promise<ResumableUpload | null> {
    return this.source.manager.findOneBy(ResumableUpload, { id });
  }
}

/** Its volume was booked at the beginning. */
async function bookCompletion(work: Work, id: string): Promise<void> {
  if (!(await completeUpload(work, id, work.now))) throw new NotFound('upload');
}
