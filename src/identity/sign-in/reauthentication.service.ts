import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Actor } from '../actor.js';
import { NotSignedIn } from '../identity.problems.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { WrongPassword } from '../passwords/passwords.problems.js';
import { verifyPassword } from '../passwords/passwords.js';
import { OneTimeCodesService } from '../second-factor/one-time-codes.service.js';
import { codeProblem } from '../second-factor/second-factor.problems.js';
import { countPasswordTry, endSession, forgetPasswordTries, markSessionFresh } from '../sessions/sessions.queries.js';
import { type Credentials, credentialsById, lockCredentials } from './sign-in.queries.js';
import type { Reauthentication } from './sign-in.schemas.js';

/** Wrong passwords within one session before it ends, so that a stolen session cannot be used to guess the password. */
const TRIES = 5;

/** A signed-in person proves again that they are who signed in. */
@Injectable()
export class ReauthenticationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly codes: OneTimeCodesService,
    private readonly passwords: PasswordsService,
  ) {}

  /**
   * Makes the session as fresh as a new sign-in.
   * @throws WrongPassword; the fifth time in a row the session ends
   * @throws OtpNeeded, WrongOtp or TooManyCodes after the right password of somebody with a second factor
   */
  async reauthenticate(sessionId: string, { password, otp }: Reauthentication, { by }: { by: Actor }): Promise<void> {
    const person = await this.requirePassword(sessionId, password, { by });
    const refusal = await this.passwords.inTurn(`person ${by.id}`, () =>
      this.unitOfWork.run(async (work) => {
        if (!(await lockCredentials(work, person))) throw new WrongPassword();
        const refusal = await this.codes.refusal(work, by, otp);
        if (refusal) return refusal;
        await markSessionFresh(work, sessionId);
        work.record({ by, did: 'session.reauthenticate', to: { kind: 'session', id: sessionId } });
        return undefined;
      }),
    );
    if (refusal) throw codeProblem(refusal, 403);
  }

  /** @throws WrongPassword as `reauthenticate` does */
  async requirePassword(sessionId: string, password: string, { by }: { by: Actor }): Promise<Credentials> {
    await this.admit(sessionId, by);
    const person = await credentialsById(this.source, by.id);
    const matches = await this.passwords.inTurn(`person ${by.id}`, () =>
      verifyPassword(person?.passwordHash ?? null, password),
    );
    if (!person || !matches) throw new WrongPassword();
    await this.unitOfWork.run((work) => forgetPasswordTries(work, sessionId));
    return person;
  }

  // A try counts before its password is compared, so that tries made at once cannot slip past.
  private async admit(sessionId: string, by: Actor): Promise<void> {
    const isOver = await this.unitOfWork.run(async (work) => {
      if ((await countPasswordTry(work, sessionId)) <= TRIES) return false;
      if (await endSession(work, sessionId)) {
        const to = { kind: 'session', id: sessionId };
        work.record({ by, did: 'session.end', to, because: 'too-many-wrong-passwords' });
      }
      return true;
    });
    if (isOver) throw new NotSignedIn();
  }
}
