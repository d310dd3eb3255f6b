import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { tell } from '../notices/tell.js';
import { WrongPassword } from '../passwords/passwords.problems.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { cancelInvitation } from '../people/invitation-codes.js';
import { mailAddressOf, setMailAddress, setPasswordHash } from '../people/people.queries.js';
import { lockSecondFactor } from '../second-factor/second-factor.queries.js';
import { markSessionFresh } from '../sessions/sessions.queries.js';
import { ReauthenticationService } from './reauthentication.service.js';
import { lockCredentials } from './sign-in.queries.js';

/** What people change about their own account. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: AccessService,
    private readonly passwords: PasswordsService,
    private readonly reauthentication: ReauthenticationService,
  ) {}

  /**
   * Changes the password. Every other session ends, and a code for a new password stops working.
   * @throws WrongPassword, WeakPassword
   */
  async changePassword(
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    { by, sessionId }: { by: Actor; sessionId: string },
  ): Promise<void> {
    const person = await this.reauthentication.requirePassword(sessionId, currentPassword, { by });
    const workplaces = await this.access.workplacesOf(by.id);
    const owner = { ...person, workplaces, current: currentPassword };
    const passwordHash = await this.passwords.hashNew(newPassword, owner, '/newPassword');
    await this.unitOfWork.run(async (work) => {
      if (!(await lockCredentials(work, person))) throw new WrongPassword();
      await setPasswordHash(work, by.id, passwordHash, { keptSession: sessionId });
      // With a second factor, a password alone is no fresh sign-in.
      if (!(await lockSecondFactor(work, by.id))) await markSessionFresh(work, sessionId);
      await cancelInvitation(work, by.id);
      work.record({ by, did: 'password.change', to: { kind: 'person', id: by.id } });
      await tell(work, by.id, 'password-changed', {});
    });
  }

  /** Sets where notices go by mail; null: nowhere. The address used until now is told. */
  async changeMailAddress(address: string | null, { by }: { by: Actor }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const old = await mailAddressOf(work, by.id);
      if (old === address) return;
      if (old) await tell(work, by.id, 'mail-address-changed', { address });
      await setMailAddress(work, by.id, address);
      if (!old) await tell(work, by.id, 'mail-address-changed', { address });
      work.record({ by, did: 'mail-address.change', to: { kind: 'person', id: by.id } });
    });
  }
}
