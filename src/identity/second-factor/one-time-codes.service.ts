import { Injectable } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';
import { SigningKeys } from '../../platform/signing/signing-keys.js';
import { tell } from '../notices/tell.js';
import { codeDelay, isTold } from './code-delay.js';
import { hashRecoveryCode, readRecoveryCode } from './recovery-codes.js';
import { seal, unseal } from './sealed-secret.js';
import type { CodeRefusal } from './second-factor.problems.js';
import {
  countWrongCode,
  lockSecondFactor,
  markCodeUsed,
  type SecondFactor,
  useRecoveryCode,
} from './second-factor.queries.js';
import { stepOfCode } from './totp.js';

/** Whose codes they are. */
interface CodeHolder {
  id: string;
  name: string;
}

/** One-time codes of the second factor: each is accepted once, and wrong ones delay the next. */
@Injectable()
export class OneTimeCodesService {
  constructor(private readonly keys: SigningKeys) {}

  /**
   * Undefined when `otp` is right, and then used up, or the person has no second factor. Ask after the password was
   * found right. A refusal must not roll the unit of work back, or wrong codes would not count: return it, and throw
   * `codeProblem` after the commit.
   * @param otp six digits of the app, or a recovery code
   */
  async refusal(work: Work, person: CodeHolder, otp: string | undefined): Promise<CodeRefusal | undefined> {
    const factor = await lockSecondFactor(work, person.id);
    if (!factor) return undefined;
    if (otp === undefined) return { kind: 'missing' };
    const recoveryCode = readRecoveryCode(otp);
    return recoveryCode
      ? refusalOfRecoveryCode(work, person, { factor, recoveryCode })
      : this.refusalOfAppCode(work, person.id, { factor, otp });
  }

  private async refusalOfAppCode(
    work: Work,
    personId: string,
    { factor, otp }: { factor: SecondFactor; otp: string },
  ): Promise<CodeRefusal | undefined> {
    const waitSeconds = codeDelay({ count: factor.wrongCodes, lastAt: factor.wrongAt }, work.now);
    if (waitSeconds > 0) return { kind: 'too-many', waitSeconds };
    const secret = unseal(factor.sealedSecret, await this.key(work), personId);
    const step = stepOfCode(secret, otp.replaceAll(/\s/g, ''), { at: work.now, after: factor.usedStep });
    if (step === undefined) return wrongCode(work, personId);
    await markCodeUsed(work, personId, step);
    return undefined;
  }

  /** Encrypts the secret of an authenticator app for storage. */
  async seal(work: Work, personId: string, secret: Buffer): Promise<Buffer> {
    return seal(secret, await this.key(work), personId);
  }

  /** The time step of the first code of a new secret; undefined when the code is wrong. */
  async firstStep(
    work: Work,
    personId: string,
    given: { sealedSecret: Buffer; otp: string },
  ): Promise<number | undefined> {
    const secret = unseal(given.sealedSecret, await this.key(work), personId);
    return stepOfCode(secret, given.otp.replaceAll(/\s/g, ''), { at: work.now, after: 0 });
  }

  private key(work: Work): Promise<Buffer> {
    return this.keys.secretFor('second-factor', work);
  }
}

// Also while codes of the app are delayed: recovery codes cannot be guessed, and whoever knows only the password cannot
// lock the person out.
async function refusalOfRecoveryCode(
  work: Work,
  person: CodeHolder,
  { factor, recoveryCode }: { factor: SecondFactor; recoveryCode: string },
): Promise<CodeRefusal | undefined> {
  const left = await useRecoveryCode(work, person.id, await hashRecoveryCode(recoveryCode, factor.recoverySalt));
  if (left === undefined) return wrongCode(work, person.id);
  await markCodeUsed(work, person.id, factor.usedStep);
  await tell(work, person.id, 'recovery-code-used', { left });
  work.record({ by: person, did: 'recovery-code.use', to: { kind: 'person', id: person.id }, details: { left } });
  return undefined;
}

async function wrongCode(work: Work, personId: string): Promise<CodeRefusal> {
  const count = await countWrongCode(work, personId);
  if (isTold(count)) await tell(work, personId, 'wrong-codes', { count });
  return { kind: 'wrong' };
}
