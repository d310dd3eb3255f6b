import { IsNull, MoreThan } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import { EnrolmentCode } from './enrolment-code.entity.js';

const HOUR_MS = 3_600_000;

/**
 * Whole seconds until the address may try again, with at most `perHour` wrong codes an hour; undefined when it may now.
 * Requests from the same address wait until the transaction ends, so that concurrent attempts are counted one by one.
 */
export async function secondsToWait(
  { now, query }: Work,
  address: string,
  perHour: number,
): Promise<number | undefined> {
  await query("SELECT pg_advisory_xact_lock(hashtextextended('enrolment ' || $1::text, 0))", [address]);
  // With `perHour` failures in the last hour, the limit holds until the oldest of them is an hour old.
  const [oldest] = await query<{ at: Date }>(
    'SELECT at FROM enrolment_failures WHERE address = $1 AND at > $2 ORDER BY at DESC OFFSET $3 LIMIT 1',
    [address, new Date(now.getTime() - HOUR_MS), perHour - 1],
  );
  return oldest && Math.max(1, Math.ceil((oldest.at.getTime() + HOUR_MS - now.getTime()) / 1_000));
}

/** Records a wrong code, and deletes the failures of the address that are older than an hour. */
export async function recordFailure({ now, query }: Work, address: string): Promise<void> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  await query('DELETE FROM enrolment_failures WHERE address = $1 AND at <= $2', [address, hourAgo]);
  await query('INSERT INTO enrolment_failures (address, at) VALUES ($1, $2)', [address, now]);
}

/** Marks the code as used; undefined when it is unknown, used or expired. Of two concurrent calls only one gets it. */
export async function useCode({ manager, now }: Work, codeHash: Buffer): Promise<EnrolmentCode | undefined> {
  const usable = { codeHash, usedAt: IsNull(), expiresAt: MoreThan(now) };
  const { affected } = await manager.update(EnrolmentCode, usable, { usedAt: now });
  return affected ? manager.findOneByOrFail(EnrolmentCode, { codeHash }) : undefined;
}
