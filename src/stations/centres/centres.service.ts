import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { And, In, MoreThan, type Repository } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { TimeZones } from '../time-zones.queries.js';
import { Centre } from './centre.entity.js';
import type { NewCentre } from './centres.schemas.js';

/** Media centres: who produces and schedules. */
@Injectable()
export class CentresService {
  constructor(
    @InjectRepository(Centre) private readonly centres: Repository<Centre>,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly zones: TimeZones,
  ) {}

  /** @throws NotAllowed, CentreNameTaken, InvalidRequest for an unknown zone */
  async found({ name, timeZone: zone }: NewCentre, { by }: { by: Actor }): Promise<Centre> {
    needsEverywhere(by, 'stations:manage');
    const timeZone = await this.zones.chosen(zone);
    return this.unitOfWork.run(async (work) => {
      const centre = this.centres.create({ id: uuidv7(), name, timeZone, createdAt: this.clock.now() });
      await work.manager.insert(Centre, centre);
      work.record({
        by,
        did: 'centre.found',
        to: { kind: 'centre', id: centre.id },
        details: { name },
      });
      return centre;
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<Centre> {
    const centre = await this.centres.findOneBy({ id });
    if (!centre) throw new NotFound('centre');
    return centre;
  }

  /** @throws NotFound also when the centre is outside the actor's reach */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<Centre> {
    if (!actor.mayAt(permission, { kind: 'centre', id })) throw new NotFound('centre');
    return this.find(id);
  }

  /** The centres within the actor's reach, by id. */
  async list({ limit, cursor }: PageQuery, actor: Actor): Promise<Page<Centre>> {
    const { everywhere, centreIds } = actor.reach('stations:read');
    const after = decodeCursor(cursor);
    const bounds = [...(after ? [MoreThan(after)] : []), ...(everywhere ? [] : [In([...centreIds])])];
    const rows = await this.centres.find({
      where: bounds.length > 0 ? { id: And(...bounds) } : {},
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => id);
  }
}
