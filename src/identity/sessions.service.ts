import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import type { Work } from '../platform/database/unit-of-work.js';
import { uuidv7 } from '../platform/uuid.js';
import type { Actor } from './actor.js';
import { IdentityQueries } from './identity.queries.js';
import { Reaches } from './reaches.js';
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
    private readonly queries: IdentityQueries,
    private readonly reaches: Reaches,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A new session for SESSION_HOURS; its token is told this once. */
  async begin(
    work: Work,
    person: { id: string; name: string },
    origin: Origin,
  ): Promise<{ token: string; session: Session }> {
    const now = this.clock.now();
    const token = newSecret();
    const session: Session = {
      id: uuidv7(),
      personId: person.id,
      tokenHash: hashSecret(token),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + this.config.settings.SESSION_HOURS * 3_600_000),
      endedAt: null,
      ...origin,
    };
    await work.manager.insert(Session, session);
    const details = { address: origin.address };
    work.record({
      by: person,
      did: 'session.begin',
      to: { kind: 'session', id: session.id },
      details,
    });
    return { token, session };
  }

  /** The living session of a token and whom it stands for; undefined when there is none. */
  async recognise(token: string | undefined): Promise<{ id: string; actor: Actor } | undefined> {
    if (!token) return undefined;
    const now = this.clock.now();
    const session = await this.queries.liveSession(hashSecret(token), now);
    if (!session) return undefined;
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) await this.queries.sessionSeen(session.id, now);
    return { id: session.id, actor: await this.reaches.actorFor({ id: session.personId, name: session.name }) };
  }

  /** Whom a session stands for now; undefined once it is over. For what was handed out in it, e.g. a ticket. */
  async actorIn(sessionId: string): Promise<Actor | undefined> {
    const session = await this.queries.liveSessionById(sessionId, this.clock.now());
    return session && this.reaches.actorFor({ id: session.personId, name: session.name });
  }

  /** Ends one session; ending it again changes nothing. */
  async end(work: Work, sessionId: string, { by }: { by: Actor }): Promise<void> {
    const ended = await work.manager.update(
      Session,
      { id: sessionId, endedAt: IsNull() },
      { endedAt: this.clock.now() },
    );
    if (!ended.affected) return;
    work.record({ by, did: 'session.end', to: { kind: 'session', id: sessionId } });
  }

  /** Ends every session of a person at once, as part of what is done to the person. */
  async endAllOf(work: Work, personId: string): Promise<void> {
    await work.manager.update(Session, { personId, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }
}
