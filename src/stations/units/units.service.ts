import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { Unit } from '../unit.entity.js';
import { UnitCode } from './unit-code.entity.js';
import { UnitHasCode, UnitHasNoCode } from './units.problems.js';
import type { NewUnit, NewUnitCode } from './units.schemas.js';

/** Administrative units and their dated codes. Changes need the permission everywhere, because all centres share units. */
@Injectable()
export class UnitsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns the id of the new unit @throws NotAllowed, UnitCodeTaken */
  add({ name, kind, code, codeFrom }: NewUnit, { by }: { by: Actor }): Promise<string> {
    needsEverywhere(by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      const id = uuidv7();
      await work.manager.insert(Unit, { id, name, kind, createdAt: work.now });
      if (code && codeFrom) await insertCode(work, id, { code, from: codeFrom });
      work.record({ by, did: 'unit.add', to: { kind: 'unit', id }, details: { name, kind, code, codeFrom } });
      return id;
    });
  }

  /**
   * Gives the unit a code from the local day `from`; the code before it ends on that day.
   * @throws NotAllowed, NotFound, UnitHasCode, UnitCodeTaken, DaysOutOfOrder
   */
  giveCode(unitId: string, given: NewUnitCode, { by }: { by: Actor }): Promise<void> {
    needsEverywhere(by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      await lockUnit(work, unitId);
      const present = await work.manager.findOneBy(UnitCode, { unitId, validUntil: IsNull() });
      if (present?.code === given.code) throw new UnitHasCode();
      if (present) await work.manager.update(UnitCode, present.id, { validUntil: given.from });
      await insertCode(work, unitId, given);
      work.record({ by, did: 'unit.give-code', to: { kind: 'unit', id: unitId }, details: { ...given } });
    });
  }

  /**
   * Leaves the unit without a code from the local day `on`.
   * @throws NotAllowed, NotFound, UnitHasNoCode, DaysOutOfOrder
   */
  endCode(unitId: string, on: string, { by }: { by: Actor }): Promise<void> {
    needsEverywhere(by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      await lockUnit(work, unitId);
      const ended = await work.manager.update(UnitCode, { unitId, validUntil: IsNull() }, { validUntil: on });
      if (!ended.affected) throw new UnitHasNoCode();
      work.record({ by, did: 'unit.end-code', to: { kind: 'unit', id: unitId }, details: { on } });
    });
  }
}

async function lockUnit(work: Work, id: string): Promise<void> {
  const unit = await work.manager.findOne(Unit, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!unit) throw new NotFound('unit');
}

async function insertCode(work: Work, unitId: string, { code, from }: NewUnitCode): Promise<void> {
  await work.manager.insert(UnitCode, { id: uuidv7(), unitId, code, validFrom: from, validUntil: null });
}
