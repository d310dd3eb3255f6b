import { Injectable } from '@nestjs/common';
import { type AuditActor } from '../../platform/audit/audit-record.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Actor, Grant } from '../actor.js';
import { Jurisdictions } from './jurisdiction.js';
import type { StoredGrant } from './people.queries.js';
import { Roll } from './roll.js';

const isOverAll = ({ role, scope }: Grant): boolean => role === 'administrator' && scope.kind === 'everywhere';

/** Roles given and taken. An administrator gives only what lies within their own reach. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jurisdictions: Jurisdictions,
    private readonly roll: Roll,
    private readonly clock: Clock,
  ) {}

  /** @throws GrantedAlready, PersonEnded, and what `Jurisdictions.requireWithin` throws */
  async give(personId: string, grant: Grant, { by }: { by: Actor }): Promise<StoredGrant> {
    const within = await this.jurisdictions.of(by);
    await this.roll.find(personId, within);
    await this.jurisdictions.requireWithin([grant], by);
    return this.unitOfWork.run(async (work) => {
      await this.roll.lock(work, personId, within);
      return this.write(work, personId, grant, by);
    });
  }

  /**
   * @throws NotFound when the grant is not this person's, or outside the reach
   * @throws LastAdministrator
   */
  async remove(personId: string, grantId: string, { by }: { by: Actor }): Promise<void> {
    const within = await this.jurisdictions.of(by);
    await this.unitOfWork.run(async (work) => {
      const { grants } = await this.roll.lock(work, personId, within);
      const grant = grants.find(({ id }) => id === grantId);
      if (!grant) throw new NotFound('grant');
      await this.requireSpare(work, personId, [grant]);
      const end = 'UPDATE grants SET ended_at = greatest(granted_at, $2) WHERE id = $1';
      await work.manager.query(end, [grantId, this.clock.now()]);
      await this.record(work, 'grant.remove', grant, by);
    });
  }

  /** Stores a grant that was found to be in order. */
  async write(work: Work, personId: string, { role, scope }: Grant, by: AuditActor): Promise<StoredGrant> {
    const grant: StoredGrant = { id: uuidv7(), personId, role, scope, grantedAt: this.clock.now() };
    await work.manager.query(
      `INSERT INTO grants (id, person_id, role, scope_kind, scope_id, granted_at, granted_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [grant.id, personId, role, scope.kind, scope.id, grant.grantedAt, by.id],
    );
    await this.record(work, 'grant.give', grant, by);
    return grant;
  }

  /** @throws LastAdministrator when without `grants` of this person nobody would be over all */
  async requireSpare(work: Work, personId: string, grants: readonly Grant[]): Promise<void> {
    if (grants.some(isOverAll)) await this.roll.keepAnAdministrator(work, personId);
  }

  private async record(work: Work, did: string, grant: StoredGrant, by: AuditActor): Promise<void> {
    const { id: grantId, personId, role, scope } = grant;
    work.record({ by, did, to: { kind: 'person', id: personId }, details: { grantId, role, scope } });
  }
}
