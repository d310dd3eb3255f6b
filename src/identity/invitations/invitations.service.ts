import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config, type Settings } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';
import { AccessService } from '../access/access.service.js';
import type { Jurisdiction } from '../access/jurisdiction.js';
import { InvitationNotUsable } from '../identity.problems.js';
import { hashPassword } from '../passwords/passwords.js';
import { addPerson } from '../people/add-person.js';
import { type Invitation, issueInvitation } from '../people/invitation-codes.js';
import { type PersonRow, setPasswordHash } from '../people/people.queries.js';
import { lockWholePerson } from '../people/visible-people.js';
import { revokeTokensOf } from '../tokens/api-tokens.queries.js';
import { findCode, hasNoPeople, redeemCode } from './invitations.queries.js';
import type { AcceptedInvitation } from './invitations.schemas.js';

/** Whom a code is for, and where its issuer may administer people now. */
type Addressee = { kind: 'first-administrator' } | { kind: 'person'; id: string; within: Jurisdiction };

/**
 * Invitations accepted: somebody gets a password that nobody else has seen. On a service without people, the first
 * administrator comes by the code that the start prints; there is no default password.
 */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly config: Config,
  ) {}

  /**
   * Sets the password that comes with the code.
   * @throws InvitationNotUsable
   * @throws WeakPassword, after which the code can be used again
   * @throws InvalidRequest when the first administrator gives no login or name
   */
  async accept(answer: AcceptedInvitation): Promise<PersonRow> {
    const addressee = await this.addresseeOf(answer.code);
    const least = this.config.settings.PASSWORD_MIN_LENGTH;
    return this.unitOfWork.run(async (work) => {
      if (!(await redeemCode(work, answer.code))) throw new InvitationNotUsable();
      const person = await personFor(work, addressee, answer);
      const passwordHash = await hashPassword(answer.password, { login: person.login, least });
      await setPasswordHash(work, person.id, passwordHash);
      // Whoever had the account until now may have made them.
      await revokeTokensOf(work, person.id);
      work.record({ by: person, did: 'invitation.accept', to: { kind: 'person', id: person.id } });
      return person;
    });
  }

  /** A code for the first administrator, which replaces earlier ones; undefined once there are people. */
  async inviteFirstAdministrator(): Promise<Invitation | undefined> {
    const hours = this.config.settings.INVITATION_HOURS;
    return this.unitOfWork.run(async (work) =>
      (await hasNoPeople(work)) ? issueInvitation(work, null, { hours }) : undefined,
    );
  }

  /** Prints how to make the first administrator, as long as there are no people. */
  async announceFirstAdministrator(url: string, print: (line: string) => void): Promise<void> {
    const invitation = await this.inviteFirstAdministrator();
    if (invitation) print(firstAdministratorNotice(invitation, url, this.config.settings));
  }

  private async addresseeOf(code: string): Promise<Addressee> {
    const issued = await findCode(this.source, code);
    if (!issued) throw new InvitationNotUsable();
    const { personId: id, createdBy } = issued;
    if (!id || !createdBy) return { kind: 'first-administrator' };
    return { kind: 'person', id, within: await this.access.jurisdictionOf(await this.access.actor(createdBy)) };
  }
}

const personFor = (work: Work, addressee: Addressee, answer: AcceptedInvitation): Promise<PersonRow> =>
  addressee.kind === 'person' ? invitedPerson(work, addressee) : firstAdministrator(work, answer);

// A code is limited by what its issuer may do now: an issuer who may no longer administer the person cannot take over
// the account with an old code.
async function invitedPerson(work: Work, { id, within }: Addressee & { kind: 'person' }): Promise<PersonRow> {
  try {
    return (await lockWholePerson(work, id, within)).person;
  } catch (error) {
    throw error instanceof Problem ? new InvitationNotUsable() : error;
  }
}

async function firstAdministrator(work: Work, { login, name }: AcceptedInvitation): Promise<PersonRow> {
  if (login === undefined || name === undefined) {
    const missing = Object.entries({ login, name }).filter(([, value]) => value === undefined);
    const message = 'is needed for the first administrator';
    throw new InvalidRequest(missing.map(([key]) => ({ pointer: `/${key}`, message })));
  }
  if (!(await hasNoPeople(work))) throw new InvitationNotUsable();
  const everywhere = { role: 'administrator', scope: { kind: 'everywhere', id: null } } as const;
  return (await addPerson(work, { login, name, grants: [everywhere] })).person;
}

/** What the first start prints: how to make the first administrator with the code. */
function firstAdministratorNotice({ code, expiresAt }: Invitation, url: string, { SECOND_FACTOR }: Settings): string {
  const answer = JSON.stringify({ code, login: '…', name: '…', password: '…' });
  return [
    `First start: there are no people yet. Make the first administrator until ${expiresAt.toISOString()}:`,
    `  POST ${url.replace(/\/$/, '')}/api/v1/invitations/accept`,
    `  ${answer}`,
    ...(SECOND_FACTOR === 'required' ? ['Then sign in and set up a second factor: see docs/operations.md.'] : []),
    'The code works once. The next start prints a new one, and then this one no longer works.',
  ].join('\n');
}
