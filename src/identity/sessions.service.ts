import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { uuidv7 } from '../platform/uuid.js';
import { Actor, type ReachingGrant } from './actor.js';
import { IdentityQueries } from './identity.queries.js';
import { ScopeMap } from './scope-map.js';
import { hashSecret, newSecret } from './secret.js';
import { Session } from './session.entity.js';

const SEEN_EVERY_MS = 60_000;

/** Where a sign-in came from. */
export interface Origin {
  address: string | null;
  userAgent: string | null;
}

/** Sessions: begun at sign-in, recognised at each request, ended by their person or by an administrator. */
@Injectable()
export class SessionsService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly queries: IdentityQueries,
    private readonly scopes: ScopeMap,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A new session for SESSION_HOURS; its token is told this once. */
  async begin(personId: string, origin: Origin): Promise<{ token: string; session: Session }> {
    const now = this.clock.now();
    const token = newSecret();
    const session = await this.sessions.save({
      id: uuidv7(),
      personId,
      tokenHash: hashSecret(token),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + this.config.settings.SESSION_HOURS * 3_600_000),
      endedAt: null,
      ...origin,
    });
    return { token, session };
  }

  /** The living session of a token and whom it stands for; undefined when there is none. */
  async recognise(token: string | undefined): Promise<{ id: string; actor: Actor } | undefined> {
    if (!token) return undefined;
    const now = this.clock.now();
    const session = await this.queries.liveSession(hashSecret(token), now);
    if (!session) return undefined;
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await this.sessions.update(session.id, { lastSeenAt: now });
    }
    return { id: session.id, actor: await this.actorFor(session.personId, session.name) };
  }

  private async actorFor(personId: string, name: string): Promise<Actor> {
    const grants = await this.queries.grantsOf(personId);
    const scopes = grants.map(({ scope }) => scope);
    const scoped = await this.scopes.stationsOf(scopes, this.clock.now());
    const reaching = grants.map((grant, index): ReachingGrant => {
      const { kind, id } = grant.scope;
      const stationIds = scoped[index]?.stationIds ?? [];
      return {
        grant,
        reach: { everywhere: kind === 'everywhere', centreIds: kind === 'centre' ? [id] : [], stationIds },
      };
    });
    return new Actor(personId, name, reaching);
  }
}
