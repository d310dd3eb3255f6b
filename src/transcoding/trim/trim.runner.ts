import { Injectable } from '@nestjs/common';
import { AccessService } from '../../identity/access/access.service.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { AudioHasChanged } from '../../programs/approval/approvals.problems.js';
import { ProgramWithdrawn } from '../../programs/programs.problems.js';
import { OriginalsService } from '../../programs/upload/originals.service.js';
import { Refusal } from '../refusal.js';
import type { Trim, TrimFailure } from './trim.entity.js';
import { type TrimmedFile, TrimmerService, TrimTooLarge } from './trimmer.service.js';
import { countFailure, failTrim, finishTrim, trackOf, waitingTrim } from './trims.queries.js';

/** Does one trim, and hands the result in as new audio. Safe to do twice, and by two workers at once. */
@Injectable()
export class TrimRunner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly trimmer: TrimmerService,
    private readonly originals: OriginalsService,
    private readonly access: AccessService,
    private readonly config: Config,
  ) {}

  /** @throws Error that may be temporary; the trim waits for its next attempt then */
  async run(trimId: string, signal: AbortSignal): Promise<void> {
    const trim = await this.unitOfWork.run(({ manager }) => waitingTrim(manager, trimId));
    if (!trim) return;
    const track = await this.unitOfWork.run((work) => trackOf(work, trim.originalSha256));
    const original = { sha256: trim.originalSha256, track, bounds: trim };
    try {
      await this.trimmer.cut(original, signal, (file) => this.handIn(trim, file));
    } catch (error) {
      if (signal.aborted) throw error;
      const because = failureOf(error) ?? ((await this.isSpent(trim)) ? 'transcoding-failed' : undefined);
      if (!because) throw error;
      await this.unitOfWork.run((work) => failTrim(work, trim.id, because));
    }
  }

  /** On behalf of the person who requested it, with their present permissions; somebody else has to approve the result. */
  private async handIn(trim: Trim, file: TrimmedFile): Promise<void> {
    const { programId, originalSha256, fromSeconds, untilSeconds } = trim;
    const by = await this.access.actor(trim.askedBy);
    const before = (await this.originals.fileNameOf(programId, originalSha256)) ?? 'audio';
    const fileName = `${before.replace(/(\.[^.]{1,5})?$/, '').slice(0, 240)} (đã cắt).${file.extension}`;
    const details = { trimmedOf: originalSha256, fromSeconds, untilSeconds };
    const madeOf = { originalSha256, did: 'program.trim', details };
    await this.originals.keep(programId, { file, fileName, madeOf }, { by });
    await this.unitOfWork.run((work) => finishTrim(work, trim.id, file.sha256));
  }

  /** Counts a failure that may be temporary. @returns whether it was the last that is allowed */
  private async isSpent({ id }: Trim): Promise<boolean> {
    const failures = await this.unitOfWork.run((work) => countFailure(work, id));
    return failures >= this.config.settings.TRANSCODE_ATTEMPTS;
  }
}

/** Why the trim can never be done; undefined when the error may be temporary. */
function failureOf(error: unknown): TrimFailure | undefined {
  if (error instanceof AudioHasChanged) return 'audio-has-changed';
  if (error instanceof NotFound || error instanceof NotAllowed || error instanceof ProgramWithdrawn)
    return 'not-allowed';
  if (error instanceof TrimTooLarge) return 'too-large';
  return error instanceof Refusal ? 'transcoding-failed' : undefined;
}
