import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, toPage, type WholePage } from '../../platform/http/page.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { tell } from '../notices/tell.js';
import { requireWholePerson, visibleWholePerson } from '../people/visible-people.js';
import { hashSecret } from '../secret.js';
import { endingOf, newApiToken } from './api-token-form.js';
import { TokenBeyondPerson, TooManyTokens } from './api-tokens.problems.js';
import {
  activeToken,
  activeTokensOf,
  type ApiToken,
  countTokensForUpdate,
  insertToken,
  endToken,
} from './api-tokens.queries.js';
import type { ApiTokensQuery, NewApiToken } from './api-tokens.schemas.js';

const DAY_MS = 86_400_000;

/** API tokens: made by a person for a program of theirs, listed and ended by them or by an administrator. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Makes a token. It is not stored and cannot be shown again.
   * @throws InvalidRequest when it would last longer than API_TOKEN_MAX_DAYS
   * @throws TokenBeyondPerson, NotFound or BeyondYourReach when it would allow more than its person may do
   * @throws TooManyTokens beyond API_TOKENS_PER_PERSON
   */
  async make(wanted: NewApiToken, { by }: { by: Actor }): Promise<{ token: string; stored: ApiToken }> {
    const { API_TOKEN_MAX_DAYS, API_TOKENS_PER_PERSON } = this.config.settings;
    if (wanted.days > API_TOKEN_MAX_DAYS) {
      throw new InvalidRequest([
        {
          pointer: '/days',
          message: { vi: `nhiều nhất là ${API_TOKEN_MAX_DAYS}`, en: `must be at most ${API_TOKEN_MAX_DAYS}` },
        },
      ]);
    }
    const permissions = [...new Set(wanted.permissions)];
    await this.requireHeld({ ...wanted, permissions }, by);
    const token = newApiToken();
    const stored = await this.unitOfWork.run(async (work) => {
      if ((await countTokensForUpdate(work, by.id)) >= API_TOKENS_PER_PERSON) {
        throw new TooManyTokens(API_TOKENS_PER_PERSON);
      }
      const { name, scopes = null, days } = wanted;
      const about = { id: uuidv7(), personId: by.id, name, ending: endingOf(token), permissions, scopes };
      const expiresAt = new Date(work.now.getTime() + days * DAY_MS);
      const made: ApiToken = { ...about, createdAt: work.now, expiresAt, lastUsedAt: null };
      await insertToken(work, made, hashSecret(token));
      await tell(work, by.id, 'token-made', { name });
      const to = { kind: 'api-token', id: made.id };
      work.record({ by, did: 'api-token.make', to, details: { name, permissions, scopes, expiresAt } });
      return made;
    });
    return { token, stored };
  }

  /**
   * Active tokens, newest first, of the actor or of a person whom they administer.
   * @throws NotFound for a person out of reach
   * @throws WorksElsewhere, because tokens name places
   */
  async page(query: ApiTokensQuery, { by }: { by: Actor }): Promise<WholePage<ApiToken>> {
    const { personId, search, limit, cursor } = query;
    const whose = personId ?? by.id;
    if (whose !== by.id) await visibleWholePerson(this.source, whose, await this.access.jurisdictionOf(by));
    const list = activeTokensOf(whose, search, this.clock.now());
    const rows = await list.rows(this.source, { after: decodeCursor(cursor), limit: limit + 1 });
    return { ...toPage(rows, limit, ({ id }) => id), total: await list.size(this.source) };
  }

  /** @throws NotFound when it no longer works, or belongs to a person whom the actor does not administer as a whole */
  async end(tokenId: string, { by }: { by: Actor }): Promise<void> {
    const token = await activeToken(this.source, tokenId, this.clock.now());
    if (!token) throw new NotFound('API token');
    const within = await this.access.jurisdictionOf(by);
    await this.unitOfWork.run(async (work) => {
      if (token.personId !== by.id) await requireWholePerson(work, token.personId, { within, of: 'API token' });
      if (!(await endToken(work, tokenId))) return;
      const { name, personId } = token;
      if (personId !== by.id) await tell(work, personId, 'token-ended', { name });
      work.record({ by, did: 'api-token.end', to: { kind: 'api-token', id: tokenId }, details: { name } });
    });
  }

  private async requireHeld({ permissions, scopes }: NewApiToken, by: Actor): Promise<void> {
    const missing = permissions.find((permission) => !by.may(permission));
    if (missing) throw new TokenBeyondPerson(missing);
    for (const permission of scopes ? permissions : []) await this.access.requireScopes(scopes ?? [], by, permission);
  }
}
