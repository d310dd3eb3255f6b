import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { hashSecret } from '../secret.js';
import { activeTokenByHash, markTokenUsed } from './api-tokens.queries.js';

const USED_EVERY_MS = 60_000;

/** Recognises the API token of a request. */
@Injectable()
export class ApiTokenDirectory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  /**
   * The token's person, limited to what the token allows of what they may do now; undefined when the token is unknown,
   * has ended or expired, or the person's account has ended.
   */
  async recognise(token: string): Promise<{ actor: Actor; hasSecondFactor: boolean } | undefined> {
    const now = this.clock.now();
    const found = await activeTokenByHash(this.source, hashSecret(token), now);
    if (!found) return undefined;
    const { id, name, permissions, scopes, personId, personName, hasSecondFactor, lastUsedAt } = found;
    if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > USED_EVERY_MS) {
      await this.unitOfWork.run((work) => markTokenUsed(work, id));
    }
    const actor = await this.access.actorFor({ id: personId, name: personName }, { id, name, permissions, scopes });
    return { actor, hasSecondFactor };
  }
}
