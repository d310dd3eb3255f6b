import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { tell } from '../notices/tell.js';
import { verifyPassword } from '../passwords/passwords.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { OneTimeCodesService } from '../second-factor/one-time-codes.service.js';
import { codeProblem } from '../second-factor/second-factor.problems.js';
import type { Session } from '../sessions/sessions.queries.js';
import { type Origin, SessionsService } from '../sessions/sessions.service.js';
import { WrongCredentials } from './sign-in.problems.js';
import { type Credentials, credentialsOf, lockCredentials } from './sign-in.queries.js';
import type { NewSession } from './sign-in.schemas.js';
import { type Admission, ThrottleService } from './throttle.service.js';

/** Where a sign-in came from, with the token that its client keeps. */
export interface SignInOrigin extends Origin {
  clientToken: string | undefined;
}

/** A sign-in that succeeded. */
export interface SignedInPerson {
  person: Credentials;
  token: string;
  session: Session;
  /** Marks the client as known at its next sign-in. */
  clientToken: string;
}

/** Signing in. Guesses are delayed (`ThrottleService`), and passwords are compared a few at a time. */
@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
    private readonly passwords: PasswordsService,
    private readonly codes: OneTimeCodesService,
  ) {}

  /**
   * @throws TooManySignIns before the password is looked at
   * @throws WrongCredentials for an unknown login, an ended account and a wrong password alike
   * @throws OtpNeeded, WrongOtp or TooManyCodes after the right password of somebody with a second factor
   * @throws TooManyPasswordChecks
   */
  async signIn({ login, password, otp }: NewSession, origin: SignInOrigin): Promise<SignedInPerson> {
    const person = await this.unitOfWork.run((work) => credentialsOf(work, login));
    const attempt = await this.throttle.judge({ login, personId: person?.id ?? null }, origin);
    const isKnown = attempt.knownBy !== null;
    const compare = async () => {
      const admission = await this.throttle.admit(attempt);
      const matches = await verifyPassword(person?.passwordHash ?? null, password);
      if (person && matches) return this.begin(person, { admission, origin, otp });
      await this.throttle.failed(admission);
      throw new WrongCredentials();
    };
    return this.passwords.inTurn(isKnown ? `login ${login}` : `network ${attempt.address}`, compare, { isKnown });
  }

  private async begin(
    person: Credentials,
    { admission, origin, otp }: { admission: Admission; origin: Origin; otp: string | undefined },
  ): Promise<SignedInPerson> {
    const { address, userAgent } = origin;
    const signedIn = await this.unitOfWork.run(async (work) => {
      // The password may have been replaced, or the account ended, while it was compared.
      if (!(await lockCredentials(work, person))) throw new WrongCredentials();
      await this.throttle.passwordWasRight(work, admission);
      const refusal = await this.codes.refusal(work, person, otp);
      if (refusal) return { refusal };
      const { clientToken, isNewPlace } = await this.throttle.rememberPlace(work, admission);
      if (isNewPlace) await tell(work, person.id, 'sign-in-from-new-place', { address, userAgent });
      return { person, clientToken, ...(await this.sessions.begin(work, person, { address, userAgent })) };
    });
    if ('refusal' in signedIn) throw codeProblem(signedIn.refusal, 401);
    return signedIn;
  }
}
