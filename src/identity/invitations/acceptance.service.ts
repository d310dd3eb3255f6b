import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';
import type { PersonRow } from '../people/people.queries.js';
import { Roll } from '../people/roll.js';
import { Passwords } from '../sign-in/passwords.js';
import { FirstAdministrator } from './first-administrator.js';
import { InvitationNotUsable } from './invitations.problems.js';
import type { AcceptedInvitation } from './invitations.schemas.js';
import { type Addressee, InvitationsService } from './invitations.service.js';

/** Invitations accepted: the moment at which a person gets a password that nobody else has seen. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationsService,
    private readonly first: FirstAdministrator,
    private readonly roll: Roll,
    private readonly passwords: Passwords,
  ) {}

  /**
   * @throws InvitationNotUsable
   * @throws WeakPassword, and the code can be used again
   * @throws InvalidRequest when the first administrator names no login or name
   */
  async accept(answer: AcceptedInvitation): Promise<PersonRow> {
    const addressee = await this.invitations.addresseeOf(answer.code);
    return this.unitOfWork.run(async (work) => {
      await this.invitations.redeem(work, answer.code);
      const person = await this.personFor(work, addressee, answer);
      await this.roll.setPassword(work, person.id, await this.passwords.choose(answer.password, person.login));
      await this.invitations.recordAcceptance(work, person);
      return person;
    });
  }

  private personFor(work: Work, addressee: Addressee, answer: AcceptedInvitation): Promise<PersonRow> {
    return addressee.kind === 'person' ? this.invited(work, addressee) : this.appointed(work, answer);
  }

  // A code is worth what its maker may do now: who has lost the say over a person cannot take the account with an old code.
  private async invited(work: Work, { id, within }: Addressee & { kind: 'person' }): Promise<PersonRow> {
    try {
      return (await this.roll.lockWhole(work, id, within)).person;
    } catch (error) {
      throw error instanceof Problem ? new InvitationNotUsable() : error;
    }
  }

  private async appointed(work: Work, { login, name }: AcceptedInvitation): Promise<PersonRow> {
    if (login === undefined || name === undefined) {
      const missing = Object.entries({ login, name }).filter(([, value]) => value === undefined);
      const message = 'is needed for the first administrator';
      throw new InvalidRequest(missing.map(([key]) => ({ pointer: `/${key}`, message })));
    }
    const person = await this.first.appoint(work, { login, name });
    if (!person) throw new InvitationNotUsable();
    return person;
  }
}
