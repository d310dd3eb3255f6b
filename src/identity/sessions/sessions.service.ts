import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { decodeCursor } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { grantsHeldBy } from '../access/access.queries.js';
import { AccessService } from '../access/access.service.js';
import type { Jurisdiction } from '../access/jurisdiction.js';
import type { Actor } from '../actor.js';
import { SecondFactorNeeded, SignInAgainNeeded } from '../identity.problems.js';
import { requireWholePerson, visiblePerson } from '../people/visible-people.js';
import { requiresSecondFactor } from '../second-factor/required-second-factor.js';
import { shownSecondFactor } from '../second-factor/second-factor.queries.js';
import { hashSecret, newSecret } from '../secret.js';
import { sessionLimits } from '../session-limits.js';
import {
  activeSession,
  activeSessionByToken,
  activeSessionsOf,
  endSession,
  insertSession,
  markSessionSeen,
  type Session,
} from './sessions.queries.js';
import type { SessionsQuery } from './sessions.schemas.js';

const SEEN_EVERY_MS = 60_000;

/** The session of a request. */
export interface RecognisedSession {
  id: string;
  actor: Actor;
  /** When the person last gave their password in it. */
  signedInAt: Date;
  /** Whether the person has a second factor. */
  hasSecondFactor: boolean;
}

/** Where a sign-in came from. */
export interface Origin {
  address: string | null;
  userAgent: string | null;
}

/** Sessions: begun at sign-in, recognised at each request, ended by their person or by an administrator. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Begins a session, whose limits depend on the person's roles. The token is not stored and cannot be shown again. */
  async begin(
    work: Work,
    person: { id: string; name: string },
    origin: Origin,
  ): Promise<{ token: string; session: Session }> {
    const token = newSecret();
    const { hours, idleMinutes } = sessionLimits(await grantsHeldBy(work, person.id), this.config.settings);
    const expiresAt = new Date(work.now.getTime() + hours * 3_600_000);
    const times = { createdAt: work.now, signedInAt: work.now, lastSeenAt: work.now, idleMinutes, expiresAt };
    const session: Session = { id: uuidv7(), personId: person.id, ...times, ...origin };
    await insertSession(work, session, hashSecret(token));
    const to = { kind: 'session', id: session.id };
    work.record({ by: person, did: 'session.begin', to, details: { address: origin.address } });
    return { token, session };
  }

  /** The active session of a token and its person; undefined when there is none. */
  async recognise(token: string | undefined): Promise<RecognisedSession | undefined> {
    if (!token) return undefined;
    const now = this.clock.now();
    const session = await activeSessionByToken(this.source, hashSecret(token), now);
    if (!session) return undefined;
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await this.unitOfWork.run((work) => markSessionSeen(work, session.id));
    }
    const { id, personId, personName, signedInAt, hasSecondFactor } = session;
    const actor = await this.access.actorFor({ id: personId, name: personName });
    return { id, actor, signedInAt, hasSecondFactor };
  }

  /** @throws SignInAgainNeeded when the person's password was given longer than FRESH_SIGN_IN_MINUTES ago */
  requireFresh({ signedInAt }: RecognisedSession): void {
    const minutes = this.config.settings.FRESH_SIGN_IN_MINUTES;
    if (this.clock.now().getTime() - signedInAt.getTime() > minutes * 60_000) throw new SignInAgainNeeded(minutes);
  }

  /** The person of an active session; undefined once it is over. For what was issued within a session, e.g. a ticket. */
  async actorIn(sessionId: string): Promise<Actor | undefined> {
    const session = await activeSession(this.source, sessionId, this.clock.now());
    return session && this.access.actorFor({ id: session.personId, name: session.personName });
  }

  /**
   * Active sessions, newest first, of the actor or of a person whom they administer: `limit`, and one more if there is a
   * further page.
   * @throws NotFound for a person out of reach
   * @throws SecondFactorNeeded as `end`
   */
  async page({ personId = '', limit, cursor }: SessionsQuery, { by }: { by: Actor }): Promise<Session[]> {
    const whose = personId || by.id;
    if (whose !== by.id) await visiblePerson(this.source, whose, await this.jurisdictionOf(by));
    const page = { now: this.clock.now(), before: decodeCursor(cursor), rows: limit + 1 };
    return activeSessionsOf(this.source, whose, page);
  }

  /**
   * @throws NotFound when it is over, or belongs to a person whom the actor does not administer as a whole
   * @throws SecondFactorNeeded for the session of somebody else, before one's own second factor is set up
   */
  async end(sessionId: string, { by }: { by: Actor }): Promise<void> {
    const session = await activeSession(this.source, sessionId, this.clock.now());
    if (!session) throw new NotFound('session');
    const within = session.personId === by.id ? undefined : await this.jurisdictionOf(by);
    await this.unitOfWork.run(async (work) => {
      if (within) await requireWholePerson(work, session.personId, { within, of: 'session' });
      const ended = await endSession(work, sessionId);
      if (ended) work.record({ by, did: 'session.end', to: { kind: 'session', id: sessionId } });
    });
  }

  // Before the second factor is set up, people see and end only sessions of their own.
  private async jurisdictionOf(by: Actor): Promise<Jurisdiction> {
    const needsSecondFactor = requiresSecondFactor(by, this.config);
    if (needsSecondFactor && !(await shownSecondFactor(this.source, by.id))) throw new SecondFactorNeeded();
    return this.access.jurisdictionOf(by);
  }
}
