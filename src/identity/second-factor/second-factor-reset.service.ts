import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { lockWholePerson } from '../people/visible-people.js';
import { OwnSecondFactor } from './second-factor.problems.js';
import { takeOffSecondFactor } from './take-off.js';

/** Second factors taken off by administrators, for people who lost phone and recovery codes. */
@Injectable()
export class SecondFactorResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: AccessService,
  ) {}

  /**
   * By an administrator of the whole person.
   * @throws OwnSecondFactor, NotFound, PersonEnded, WorksElsewhere, NoSecondFactor
   */
  async reset(personId: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    if (personId === by.id) throw new OwnSecondFactor();
    const within = await this.access.jurisdictionOf(by);
    await this.unitOfWork.run(async (work) => {
      await lockWholePerson(work, personId, within);
      await takeOffSecondFactor(work, personId, { because, by });
    });
  }
}
