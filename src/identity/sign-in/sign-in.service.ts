import { Injectable } from '@nestjs/common';
import { networkOf } from '../../platform/http/network-of.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Credentials, IdentityQueries } from '../identity.queries.js';
import { WrongCredentials } from '../identity.problems.js';
import type { Session } from '../session.entity.js';
import { type Origin, SessionsService } from '../sessions.service.js';
import { Passwords } from './passwords.js';
import { SignInLimit } from './sign-in-limit.js';

/** A sign-in that succeeded. */
export interface SignedInPerson {
  person: Credentials;
  token: string;
  session: Session;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly limit: SignInLimit,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws TooManySignIns before the password is looked at
   * @throws WrongCredentials for an unknown login, an ended person and a wrong password alike
   */
  async signIn({ login, password }: { login: string; password: string }, origin: Origin): Promise<SignedInPerson> {
    await this.limit.admit(login, networkOf(origin.address ?? ''));
    const person = await this.queries.credentialsOf(login);
    const fits = await this.passwords.fits(person?.passwordHash ?? null, password);
    if (!person || !fits) throw new WrongCredentials();
    return this.unitOfWork.run(async (work) => {
      // The password may have been replaced, or the person ended, while it was compared.
      if (!(await this.queries.holdCredentials(work.manager, person))) throw new WrongCredentials();
      await this.limit.forgive(work, login);
      return { person, ...(await this.sessions.begin(work, person, origin)) };
    });
  }
}
