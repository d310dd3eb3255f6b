import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { Actor } from '../actor.js';
import { tell } from '../notices/tell.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { endSessionsOf, lockPersonRow, loginOf } from '../people/people.queries.js';
import { OneTimeCodesService } from './one-time-codes.service.js';
import { newRecoveryCodes } from './recovery-codes.js';
import { requiresSecondFactor } from './required-second-factor.js';
import {
  codeProblem,
  NoSecondFactor,
  SecondFactorNotBegun,
  SecondFactorRequired,
  WrongOtp,
} from './second-factor.problems.js';
import {
  deleteSecondFactor,
  insertSetup,
  lockSecondFactor,
  lockSetup,
  putInForce,
  replaceRecoveryCodes,
} from './second-factor.queries.js';
import { asBase32, newTotpSecret, otpauthUri } from './totp.js';

const SETUP_MINUTES = 15;

/** A second factor that waits for its first code. */
export interface BegunSecondFactor {
  otpauthUri: string;
  secret: string;
  expiresAt: Date;
}

/** A person's own second factor: set up, replaced, its recovery codes, taken off. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: OneTimeCodesService,
    private readonly passwords: PasswordsService,
    private readonly config: Config,
  ) {}

  /**
   * Begins to set one up. One that is in force stays so until the new one is confirmed; a code of it is needed.
   * @throws OtpNeeded, WrongOtp, TooManyCodes
   */
  async begin({ by, otp }: { by: Actor; otp: string | undefined }): Promise<BegunSecondFactor> {
    return this.withCode(by, otp, async (work) => {
      const secret = newTotpSecret();
      const expiresAt = new Date(work.now.getTime() + SETUP_MINUTES * 60_000);
      await insertSetup(work, by.id, { sealedSecret: await this.codes.seal(work, by.id, secret), expiresAt });
      const uri = otpauthUri(secret, { issuer: this.issuer, login: await loginOf(work, by.id) });
      return { otpauthUri: uri, secret: asBase32(secret), expiresAt };
    });
  }

  /**
   * Puts what was begun in force by its first code. All other sessions end: they were begun without it.
   * @returns ten recovery codes, which are not stored and cannot be shown again
   * @throws SecondFactorNotBegun, WrongOtp
   */
  async confirm(otp: string, { by, sessionId }: { by: Actor; sessionId: string }): Promise<string[]> {
    return this.inTurn(by, async (work) => {
      const setup = await lockSetup(work, by.id);
      if (!setup) throw new SecondFactorNotBegun();
      const { sealedSecret } = setup;
      const usedStep = await this.codes.firstStep(work, by.id, { sealedSecret, otp });
      if (usedStep === undefined) throw new WrongOtp(403);
      const codes = await newRecoveryCodes();
      await putInForce(work, by.id, { sealedSecret, usedStep, codes });
      await endSessionsOf(work, by.id, { except: sessionId });
      await tell(work, by.id, 'second-factor-on', {});
      record(work, by, 'second-factor.set-up');
      return codes.shown;
    });
  }

  /**
   * Makes ten new recovery codes; the earlier ones no longer work.
   * @throws NoSecondFactor, WrongOtp, TooManyCodes
   */
  async renewRecoveryCodes(otp: string, { by }: { by: Actor }): Promise<string[]> {
    return this.withCode(by, otp, async (work) => {
      if (!(await lockSecondFactor(work, by.id))) throw new NoSecondFactor();
      const codes = await newRecoveryCodes();
      await replaceRecoveryCodes(work, by.id, codes);
      await tell(work, by.id, 'recovery-codes-made', {});
      record(work, by, 'recovery-codes.make');
      return codes.shown;
    });
  }

  /** @throws SecondFactorRequired, NoSecondFactor, WrongOtp, TooManyCodes */
  async end(otp: string, { by }: { by: Actor }): Promise<void> {
    if (requiresSecondFactor(by, this.config)) throw new SecondFactorRequired();
    await this.withCode(by, otp, async (work) => {
      if (!(await deleteSecondFactor(work, by.id))) throw new NoSecondFactor();
      await tell(work, by.id, 'second-factor-off', { by: null });
      record(work, by, 'second-factor.take-off');
    });
  }

  /** Runs `use` in the transaction that uses the code up. A wrong code is counted, and then thrown. */
  private async withCode<Result>(
    by: Actor,
    otp: string | undefined,
    use: (work: Work) => Promise<Result>,
  ): Promise<Result> {
    const done = await this.inTurn(by, async (work) => {
      const refusal = await this.codes.refusal(work, by, otp);
      return refusal ? { refusal } : { result: await use(work) };
    });
    if ('refusal' in done) throw codeProblem(done.refusal, 403);
    return done.result;
  }

  /** Hashing codes takes time: a person's next request waits for it here, and not for a lock with a connection of the pool. */
  private async inTurn<Result>(by: Actor, use: (work: Work) => Promise<Result>): Promise<Result> {
    return this.passwords.inTurn(`person ${by.id}`, () =>
      this.unitOfWork.run(async (work) => {
        await lockPersonRow(work, by.id);
        return use(work);
      }),
    );
  }

  /** The name of the account in the app; with the host, for people who have several. */
  private get issuer(): string {
    const { PUBLIC_URL } = this.config.settings;
    return PUBLIC_URL ? `Vang ${new URL(PUBLIC_URL).hostname}` : 'Vang';
  }
}

const record = (work: Work, by: Actor, did: string): void =>
  work.record({ by, did, to: { kind: 'person', id: by.id } });
