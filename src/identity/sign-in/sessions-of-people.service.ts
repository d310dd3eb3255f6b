import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { decodeCursor } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Actor } from '../actor.js';
import { type Jurisdiction, Jurisdictions } from '../people/jurisdiction.js';
import { Roll } from '../people/roll.js';
import type { Session } from '../session.entity.js';
import { SessionsService } from '../sessions.service.js';
import { SessionQueries } from './session.queries.js';
import type { SessionsQuery } from './sessions.schemas.js';

/** Living sessions seen and ended: everybody's own, and those of people whom one administers. */
@Injectable()
export class SessionsOfPeople {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: SessionQueries,
    private readonly sessions: SessionsService,
    private readonly jurisdictions: Jurisdictions,
    private readonly roll: Roll,
  ) {}

  /** `limit` sessions, newest first, and one more if there are further ones. @throws NotFound for a person out of reach */
  async page({ personId = '', limit, cursor }: SessionsQuery, { by }: { by: Actor }): Promise<Session[]> {
    const whose = personId || by.id;
    if (whose !== by.id) await this.roll.find(whose, await this.jurisdictions.of(by));
    return this.queries.living(whose, { before: decodeCursor(cursor), rows: limit + 1 });
  }

  /** @throws NotFound when it has ended already, or is somebody's whom one does not administer wholly */
  async end(sessionId: string, { by }: { by: Actor }): Promise<void> {
    const personId = await this.queries.personOfLiving(sessionId);
    if (!personId) throw new NotFound('session');
    const within = await this.jurisdictions.of(by);
    await this.unitOfWork.run(async (work) => {
      if (personId !== by.id) await this.requireWhole(work, personId, within);
      await this.sessions.end(work, sessionId, { by });
    });
  }

  private async requireWhole(work: Work, personId: string, within: Jurisdiction): Promise<void> {
    await this.roll.lockWhole(work, personId, within).catch((error: unknown) => {
      throw error instanceof NotFound ? new NotFound('session') : error;
    });
  }
}
