import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';

const HOUR_MS = 3_600_000;

/** Counts wrong enrolment codes by address, ENROLMENT_FAILURES_PER_HOUR at most. */
@Injectable()
export class EnrolmentThrottle {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Whole seconds until the address may try again; undefined when it may now.
   * Until the transaction ends, others of the same address wait: many tries at once are counted one by one.
   */
  async secondsToWait(manager: EntityManager, address: string): Promise<number | undefined> {
    await manager.query("SELECT pg_advisory_xact_lock(hashtextextended('enrolment ' || $1::text, 0))", [address]);
    const now = this.clock.now().getTime();
    // With so many failures the last hour is full until this one, the oldest of them that counts, is an hour old.
    const rows: { at: Date }[] = await manager.query(
      'SELECT at FROM enrolment_failures WHERE address = $1 AND at > $2 ORDER BY at DESC OFFSET $3 LIMIT 1',
      [address, new Date(now - HOUR_MS), this.config.settings.ENROLMENT_FAILURES_PER_HOUR - 1],
    );
    const counted = rows[0];
    return counted && Math.max(1, Math.ceil((counted.at.getTime() + HOUR_MS - now) / 1_000));
  }

  /** Notes a wrong code, and forgets those of the address that count no more. */
  async noteFailure(manager: EntityManager, address: string): Promise<void> {
    const now = this.clock.now();
    await manager.query('DELETE FROM enrolment_failures WHERE address = $1 AND at <= $2', [
      address,
      new Date(now.getTime() - HOUR_MS),
    ]);
    await manager.query('INSERT INTO enrolment_failures (address, at) VALUES ($1, $2)', [address, now]);
  }
}
