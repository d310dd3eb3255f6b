import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Actor } from '../actor.js';
import { type Jurisdiction, Jurisdictions } from '../people/jurisdiction.js';
import { hashSecret, newSecret } from '../secret.js';
import { InvitationNotUsable } from './invitations.problems.js';

/** A one-time code, known in plain text only here and to whom it is given. */
export interface Invitation {
  code: string;
  expiresAt: Date;
}

/** For whom a code was made, and what its maker has a say over now. */
export type Addressee = { kind: 'first-administrator' } | { kind: 'person'; id: string; within: Jurisdiction };

/** One-time codes; a person has at most one that works. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly source: DataSource,
    private readonly jurisdictions: Jurisdictions,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A code for INVITATION_HOURS in place of any earlier one; for nobody yet when `personId` is null. */
  async issue(work: Work, personId: string | null, by?: Actor): Promise<Invitation> {
    await this.cancel(work, personId);
    const now = this.clock.now();
    const code = newSecret();
    const expiresAt = new Date(now.getTime() + this.config.settings.INVITATION_HOURS * 3_600_000);
    await work.manager.query(
      `INSERT INTO invitations (id, person_id, code_hash, created_at, expires_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [uuidv7(), personId, hashSecret(code), now, expiresAt, by?.id ?? null],
    );
    if (personId && by) {
      work.record({
        by,
        did: 'invitation.issue',
        to: { kind: 'person', id: personId },
      });
    }
    return { code, expiresAt };
  }

  async cancel(work: Work, personId: string | null): Promise<void> {
    await work.manager.query('DELETE FROM invitations WHERE person_id IS NOT DISTINCT FROM $1 AND used_at IS NULL', [
      personId,
    ]);
  }

  /** @throws InvitationNotUsable */
  async addresseeOf(code: string): Promise<Addressee> {
    const rows: { personId: string | null; createdBy: string | null }[] = await this.source.query(
      'SELECT person_id AS "personId", created_by AS "createdBy" FROM invitations WHERE code_hash = $1',
      [hashSecret(code)],
    );
    if (!rows[0]) throw new InvitationNotUsable();
    const { personId: id, createdBy } = rows[0];
    if (!id || !createdBy) return { kind: 'first-administrator' };
    return { kind: 'person', id, within: await this.jurisdictions.ofPerson(createdBy) };
  }

  /** Uses the code up; of two at once the second finds it used. @throws InvitationNotUsable */
  async redeem(work: Work, code: string): Promise<void> {
    const redeemed: [unknown[], number] = await work.manager.query(
      'UPDATE invitations SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
      [hashSecret(code), this.clock.now()],
    );
    if (redeemed[1] !== 1) throw new InvitationNotUsable();
  }

  async recordAcceptance(work: Work, person: { id: string; name: string }): Promise<void> {
    const to = { kind: 'person', id: person.id };
    work.record({ by: person, did: 'invitation.accept', to });
  }
}
