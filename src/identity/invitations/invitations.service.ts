import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { Problem } from '../../platform/http/problem.js';
import { AccessService } from '../access/access.service.js';
import { Jurisdiction } from '../access/jurisdiction.js';
import { InvitationNotUsable } from '../identity.problems.js';
import { forgetPlacesOf } from '../known-clients/known-clients.queries.js';
import { KnownClientsService } from '../known-clients/known-clients.service.js';
import { tell } from '../notices/tell.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { addPerson } from '../people/add-person.js';
import { findPerson, type PersonRow, setPasswordHash } from '../people/people.queries.js';
import { lockWholePerson } from '../people/visible-people.js';
import { endTokensOf } from '../tokens/api-tokens.queries.js';
import { findUsableCode, hasNoPeople, redeemCode } from './invitations.queries.js';
import type { AcceptedInvitation } from './invitations.schemas.js';

/** An administrator; without id and name a command on the server. */
interface Issuer {
  id: string | null;
  name: string | null;
}

/** Whom a code is for, and who issued it; where the issuer may administer people now. */
type Addressee = { kind: 'first-administrator' } | { kind: 'person'; id: string; issuer: Issuer; within: Jurisdiction };

/** Invitations accepted: somebody gets a password that nobody else has seen, or a new one. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly passwords: PasswordsService,
    private readonly knownClients: KnownClientsService,
  ) {}

  /**
   * Sets the password that comes with the code. A person who had one is told that it was replaced, by whose code and from
   * where; their sessions end, and their clients and addresses are no longer known.
   * @throws InvitationNotUsable
   * @throws WeakPassword, after which the code can be used again
   * @throws InvalidRequest when the first administrator gives no login or name
   */
  async accept(answer: AcceptedInvitation, address: string | null): Promise<PersonRow> {
    const addressee = await this.addresseeOf(answer.code);
    const passwordHash = await this.hashFor(addressee, answer);
    const accepted = await this.unitOfWork.run(async (work) => {
      const person = await personFor(work, addressee, answer);
      if (!(await redeemCode(work, answer.code))) throw new InvitationNotUsable();
      await setPasswordHash(work, person.id, passwordHash);
      // Whoever had the account until now may have made them.
      await endTokensOf(work, person.id);
      const to = { kind: 'person', id: person.id };
      if (addressee.kind === 'person' && person.hasPassword) {
        await forgetPlacesOf(work, person.id);
        await tell(work, person.id, 'password-reset', { by: addressee.issuer.name, address });
        const details = { codeIssuedBy: addressee.issuer, address };
        work.record({ by: person, did: 'password.reset', to, details });
      } else work.record({ by: person, did: 'invitation.accept', to, details: { address } });
      return person;
    });
    await this.rememberAddress(accepted.id, address);
    return accepted;
  }

  // Whoever had the code may sign in from the same place at once, whatever others try meanwhile.
  private async rememberAddress(personId: string, address: string | null): Promise<void> {
    const place = await this.knownClients.placeOf(personId, { address, clientToken: undefined });
    await this.unitOfWork.run((work) => this.knownClients.rememberAddress(work, place));
  }

  private async hashFor(addressee: Addressee, { password, login, name }: AcceptedInvitation): Promise<string> {
    if (addressee.kind === 'first-administrator') {
      requireLoginAndName({ login, name });
      return this.passwords.hashNew(password, { login: login ?? '', name: name ?? '', workplaces: [] }, '/password');
    }
    const person = await findPerson(this.source, addressee.id);
    if (!person) throw new InvitationNotUsable();
    const workplaces = await this.access.workplacesOf(person.id);
    return this.passwords.hashNew(password, { ...person, workplaces }, '/password');
  }

  private async addresseeOf(code: string): Promise<Addressee> {
    const issued = await this.unitOfWork.run((work) => findUsableCode(work, code));
    if (!issued) throw new InvitationNotUsable();
    const { personId: id, createdBy } = issued;
    if (!id) return { kind: 'first-administrator' };
    const everywhere = new Jurisdiction(undefined);
    if (!createdBy) return { kind: 'person', id, issuer: { id: null, name: null }, within: everywhere };
    const issuer = await this.access.actor(createdBy);
    const { name } = issuer;
    return { kind: 'person', id, issuer: { id: createdBy, name }, within: await this.access.jurisdictionOf(issuer) };
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
    throw error instanceof Problem && error.status < 500 ? new InvitationNotUsable() : error;
  }
}

function requireLoginAndName(given: { login: string | undefined; name: string | undefined }): void {
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  const message = { vi: 'cần có cho quản trị viên đầu tiên', en: 'is needed for the first administrator' };
  if (missing.length > 0) throw new InvalidRequest(missing.map(([key]) => ({ pointer: `/${key}`, message })));
}

async function firstAdministrator(work: Work, { login = '', name = '' }: AcceptedInvitation): Promise<PersonRow> {
  if (!(await hasNoPeople(work))) throw new InvitationNotUsable();
  const everywhere = { role: 'administrator', scope: { kind: 'everywhere', id: null } } as const;
  return (await addPerson(work, { login, name, grants: [everywhere] })).person;
}
