import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, MoreThan, type Repository } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Session } from '../session.entity.js';

/** Sessions that have neither ended nor run out. */
@Injectable()
export class SessionQueries {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly clock: Clock,
  ) {}

  /** Newest first; `before` is the id of the last one seen. */
  living(personId: string, { before, rows }: { before: string | undefined; rows: number }): Promise<Session[]> {
    return this.sessions.find({
      where: { personId, ...this.isLiving(), ...(before ? { id: LessThan(before) } : {}) },
      order: { id: 'DESC' },
      take: rows,
    });
  }

  async personOfLiving(id: string): Promise<string | undefined> {
    const session = await this.sessions.findOneBy({ id, ...this.isLiving() });
    return session?.personId;
  }

  private isLiving() {
    return { endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
  }
}
