import { type EntityManager, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { Device } from './device.entity.js';
import { DeviceToken } from './device-token.entity.js';
import type { DevicesQuery } from './devices.schemas.js';

/** A device, and whether its token has never been used before. */
export interface TokenHolder {
  device: Device;
  isNew: boolean;
}

/** The device with this token at `now`; undefined when the token is unknown or has expired, or the device has ended. */
export async function deviceByToken(
  manager: EntityManager,
  tokenHash: Buffer,
  now: Date,
): Promise<TokenHolder | undefined> {
  const { entities, raw } = await manager
    .createQueryBuilder(Device, 'device')
    .innerJoin(DeviceToken, 'token', 'token.deviceId = device.id')
    .addSelect('token.firstUsedAt', 'first_used_at')
    .where('token.tokenHash = :tokenHash AND device.endedAt IS NULL', { tokenHash })
    .andWhere('(token.validUntil IS NULL OR token.validUntil > :now)', { now })
    .getRawAndEntities<{ first_used_at: Date | null }>();
  return entities[0] && { device: entities[0], isNew: raw[0]?.first_used_at === null };
}

/**
 * Marks the token as used, so the device has received it, and lets the token before it expire at `previousEnds`.
 * @returns false when the token was replaced in the meantime and is void
 */
export async function recordFirstUse(
  { manager, now, query }: Work,
  deviceId: string,
  tokenHash: Buffer,
  previousEnds: Date,
): Promise<boolean> {
  await query('SELECT FROM devices WHERE id = $1 FOR UPDATE', [deviceId]);
  const token = await manager.findOneBy(DeviceToken, { tokenHash });
  if (!token || token.firstUsedAt) return token !== null;
  const before = { deviceId, tokenHash: Not(tokenHash), validUntil: IsNull() };
  await manager.update(DeviceToken, before, { validUntil: previousEnds });
  await manager.update(DeviceToken, { tokenHash }, { firstUsedAt: now });
  return true;
}

/** The token of a device in use; the device stays locked until the transaction ends. */
export async function lockToken({ manager }: Work, deviceId: string, tokenHash: Buffer): Promise<DeviceToken | null> {
  const lock = { mode: 'pessimistic_write' } as const;
  const device = await manager.findOne(Device, { where: { id: deviceId, endedAt: IsNull() }, lock });
  return device && manager.findOneBy(DeviceToken, { tokenHash, deviceId });
}

/** Deletes the device's expired tokens, and those that were issued but never used. */
export async function deleteUnusableTokens({ manager, now }: Work, deviceId: string): Promise<void> {
  await manager.delete(DeviceToken, { deviceId, validUntil: LessThanOrEqual(now) });
  await manager.delete(DeviceToken, { deviceId, validUntil: IsNull(), firstUsedAt: IsNull() });
}

/** Keeps the report with the latest time; one that was overtaken on its way changes nothing. */
export async function keepReport(sql: Sql, deviceId: string, at: Date, report: object): Promise<void> {
  await sql.query(
    `UPDATE devices SET last_seen_at = greatest(last_seen_at, $2), last_report_at = $2, last_report = $3
     WHERE id = $1 AND (last_report_at IS NULL OR last_report_at <= $2)`,
    [deviceId, at, JSON.stringify(report)],
  );
}

/**
 * Stores when devices were seen last, unless that is known up to `exactToMs`. A device that another transaction writes is
 * skipped: it is being seen there.
 */
export async function storeLastSeen(sql: Sql, seen: ReadonlyMap<string, Date>, exactToMs: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `WITH due AS (
       SELECT d.id, s.at FROM devices d JOIN unnest($1::uuid[], $2::timestamptz[]) AS s (id, at) ON s.id = d.id
       WHERE d.last_seen_at IS NULL OR d.last_seen_at <= s.at - $3 * interval '1 millisecond'
       ORDER BY d.id),
     free AS (SELECT d.id FROM devices d JOIN due ON due.id = d.id ORDER BY d.id FOR UPDATE OF d SKIP LOCKED),
     stored AS (
       UPDATE devices d SET last_seen_at = due.at FROM due JOIN free ON free.id = due.id WHERE d.id = due.id)
     SELECT id FROM due WHERE id NOT IN (SELECT id FROM free)`,
    [[...seen.keys()], [...seen.values()], exactToMs],
  );
  return rows.map(({ id }) => id);
}

/** A station none of whose devices has called for long, and when one did last, or was enrolled. */
export interface SilentStation {
  station: string;
  lastSeenAt: Date;
}

const DEVICES = `FROM devices d
  WHERE d.station_id = $1 AND ($2::boolean IS NULL OR (d.ended_at IS NOT NULL) = $2) AND ${matches('d.name', '$3')}`;

/** Devices of a station, by id, those that have ended too. */
export const deviceList = (
  stationId: string,
  { search, ended }: Pick<DevicesQuery, 'search' | 'ended'>,
): List<Device> => {
  const parameters = [stationId, ended, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<Device>(
        `SELECT d.id, d.station_id AS "stationId", d.name, d.model, d.version, d.enrolled_at AS "enrolledAt",
    d.ended_at AS "endedAt", d.ended_because AS "endedBecause", d.last_seen_at AS "lastSeenAt", d.last_report AS "lastReport" ${DEVICES}
         AND ($4::uuid IS NULL OR d.id > $4) ORDER BY d.id ASC LIMIT $5`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, DEVICES, parameters),
  };
};

/** SQL: when one of the devices `d` in use called last, or was enrolled; null without one. */
export const LAST_CALL = 'max(coalesce(d.last_seen_at, d.enrolled_at)) FILTER (WHERE d.ended_at IS NULL)';

/** Open stations with devices, none of which has called since. */
export async function silentStations(sql: Sql, since: Date): Promise<SilentStation[]> {
  return sql.query<SilentStation>(
    `SELECT s.id AS station, ${LAST_CALL} AS "lastSeenAt"
     FROM devices d JOIN stations s ON s.id = d.station_id
     WHERE d.ended_at IS NULL AND (s.closed_on IS NULL OR s.closed_on > ($1::timestamptz AT TIME ZONE s.time_zone)::date)
     GROUP BY s.id HAVING ${LAST_CALL} < $1 ORDER BY 2, 1`,
    [since],
  );
}
