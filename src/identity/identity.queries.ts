import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Grant, Scope } from './actor.js';
import type { Role } from './permissions.js';

export interface LiveSession {
  id: string;
  personId: string;
  name: string;
  lastSeenAt: Date;
}

/** A living person by their login. */
export interface Credentials {
  id: string;
  login: string;
  name: string;
  passwordHash: string | null;
}

interface GrantRow {
  role: Role;
  scope_kind: Scope['kind'];
  scope_id: string | null;
}

@Injectable()
export class IdentityQueries {
  constructor(private readonly source: DataSource) {}

  /** The session of this token, unless it or its person has ended or its time is over at `now`. */
  async liveSession(tokenHash: Buffer, now: Date): Promise<LiveSession | undefined> {
    const rows: LiveSession[] = await this.source.query(
      `SELECT s.id, s.person_id AS "personId", p.name, s.last_seen_at AS "lastSeenAt"
       FROM sessions s JOIN people p ON p.id = s.person_id
       WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.ended_at IS NULL`,
      [tokenHash, now],
    );
    return rows[0];
  }

  /** As liveSession, by the session's id. */
  async liveSessionById(id: string, now: Date): Promise<LiveSession | undefined> {
    const rows: LiveSession[] = await this.source.query(
      `SELECT s.id, s.person_id AS "personId", p.name, s.last_seen_at AS "lastSeenAt"
       FROM sessions s JOIN people p ON p.id = s.person_id
       WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.ended_at IS NULL`,
      [id, now],
    );
    return rows[0];
  }

  async credentialsOf(login: string): Promise<Credentials | undefined> {
    const rows: Credentials[] = await this.source.query(
      'SELECT id, login, name, password_hash AS "passwordHash" FROM people WHERE login = $1 AND ended_at IS NULL',
      [login],
    );
    return rows[0];
  }

  async loginOf(personId: string): Promise<string> {
    const rows: { login: string }[] = await this.source.query('SELECT login FROM people WHERE id = $1', [personId]);
    return rows[0]?.login ?? '';
  }

  /** Whether these are still right; keeps them so until the transaction ends. */
  async holdCredentials(manager: EntityManager, { id, passwordHash }: Credentials): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT FROM people WHERE id = $1 AND password_hash = $2 AND ended_at IS NULL FOR SHARE',
      [id, passwordHash],
    );
    return rows.length > 0;
  }

  async sessionSeen(sessionId: string, now: Date): Promise<void> {
    await this.source.query('UPDATE sessions SET last_seen_at = $2 WHERE id = $1', [sessionId, now]);
  }

  /** What a person holds; nothing once they have ended. */
  async grantsOf(personId: string): Promise<Grant[]> {
    const rows: GrantRow[] = await this.source.query(
      `SELECT g.role, g.scope_kind, g.scope_id FROM grants g JOIN people p ON p.id = g.person_id
       WHERE g.person_id = $1 AND g.ended_at IS NULL AND p.ended_at IS NULL ORDER BY g.id`,
      [personId],
    );
    return rows.map((row) => ({ role: row.role, scope: { kind: row.scope_kind, id: row.scope_id } as Scope }));
  }
}
