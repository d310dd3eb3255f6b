import { Injectable, Logger } from '@nestjs/common';
import { AccessService } from '../../identity/access/access.service.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problem } from '../../platform/http/problem.js';
import { problemDocument } from '../../platform/http/problem-document.js';
import { NO_CONSEQUENCES } from '../../consequences/consequences.schemas.js';
import { AlreadyApplied, ChangesService } from './changes.service.js';
import { beginApplying, endWithoutDeeds, refuseChange } from './large-changes.queries.js';

/** Applies changes that were too large for the request in which they were asked for. */
@Injectable()
export class LargeChangesService {
  private readonly logger = new Logger('schedule');

  constructor(
    private readonly changes: ChangesService,
    private readonly access: AccessService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Applies the change with what its author may do now, or refuses it for good. May run twice.
   * @throws ScheduleBusy, and whatever is not for its author to mend; then it is tried again
   */
  async apply(changeId: string): Promise<void> {
    const change = await this.unitOfWork.run((work) => beginApplying(work, changeId));
    if (!change) return;
    const { operations, seen, by } = change;
    try {
      const asked = { operations, seen, applies: changeId, isList: true };
      const made = await this.changes.make(asked, await this.access.actor(by));
      // Somebody else has done it meanwhile, e.g. withdrawn the entry.
      if (made.changeId === null) {
        await this.unitOfWork.run((work) => endWithoutDeeds(work, changeId, JSON.stringify(NO_CONSEQUENCES)));
      }
    } catch (error) {
      if (error instanceof AlreadyApplied) return;
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const [vi, en] = (['vi', 'en'] as const).map((language) => problemDocument(error, language, changeId));
      await this.unitOfWork.run((work) => refuseChange(work, changeId, `{"vi":${vi},"en":${en}}`));
      this.logger.warn({ changeId, code: error.code, msg: 'a large change of the schedule was refused' });
    }
  }
}
