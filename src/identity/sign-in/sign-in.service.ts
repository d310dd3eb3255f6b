import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { clientNetwork } from '../../platform/http/client-network.js';
import { verifyPassword } from '../passwords/passwords.js';
import type { Session } from '../sessions/sessions.queries.js';
import { type Origin, SessionsService } from '../sessions/sessions.service.js';
import { OneTimeCodesService } from '../second-factor/one-time-codes.service.js';
import { codeProblem } from '../second-factor/second-factor.problems.js';
import { TooManySignIns, WrongCredentials } from './sign-in.problems.js';
import {
  type Attempt,
  blockingFailure,
  type Credentials,
  credentialsOf,
  deleteFailuresOf,
  deleteFailuresUntil,
  insertFailure,
  lockAttempts,
  lockCredentials,
} from './sign-in.queries.js';
import type { NewSession } from './sign-in.schemas.js';

/** A sign-in that succeeded. */
export interface SignedInPerson {
  person: Credentials;
  token: string;
  session: Session;
}

/** Signing in, with a limit on failures per login and per network so that passwords cannot be guessed. */
@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly sessions: SessionsService,
    private readonly codes: OneTimeCodesService,
    private readonly config: Config,
  ) {}

  /**
   * @throws TooManySignIns before the password is looked at
   * @throws WrongCredentials for an unknown login, an ended account and a wrong password alike
   * @throws OtpNeeded, WrongOtp or TooManyCodes after the right password of somebody with a second factor
   */
  async signIn({ login, password, otp }: NewSession, origin: Origin): Promise<SignedInPerson> {
    await this.admit({ login, address: clientNetwork(origin.address ?? '') });
    const person = await credentialsOf(this.source, login);
    const matches = await verifyPassword(person?.passwordHash ?? null, password);
    if (!person || !matches) throw new WrongCredentials();
    const signedIn = await this.unitOfWork.run(async (work) => {
      // The password may have been replaced, or the account ended, while it was compared.
      if (!(await lockCredentials(work, person))) throw new WrongCredentials();
      await deleteFailuresOf(work, login);
      const refusal = await this.codes.refusal(work, person, otp);
      return refusal ? { refusal } : { person, ...(await this.sessions.begin(work, person, origin)) };
    });
    if ('refusal' in signedIn) throw codeProblem(signedIn.refusal, 401);
    return signedIn;
  }

  /** Removes the failures that no longer count. */
  async forgetOldFailures(): Promise<void> {
    await this.unitOfWork.run((work) => deleteFailuresUntil(work, this.windowStart(work)));
  }

  // The attempt counts as a failure before its password is looked at, so that attempts made at once cannot slip past.
  private async admit(attempt: Attempt): Promise<void> {
    const { SIGN_IN_FAILURES_PER_LOGIN: perLogin, SIGN_IN_FAILURES_PER_ADDRESS: perAddress } = this.config.settings;
    await this.unitOfWork.run(async (work) => {
      await lockAttempts(work, attempt);
      const limits = { since: this.windowStart(work), perLogin, perAddress };
      const blocking = await blockingFailure(work, attempt, limits);
      if (blocking) {
        const milliseconds = blocking.getTime() - limits.since.getTime();
        throw new TooManySignIns(Math.max(1, Math.ceil(milliseconds / 1_000)));
      }
      await insertFailure(work, attempt);
    });
  }

  private windowStart({ now }: Work): Date {
    return new Date(now.getTime() - this.config.settings.SIGN_IN_WINDOW_MINUTES * 60_000);
  }
}
