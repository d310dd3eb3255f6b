import { type Client, clientOf } from '../../api-client/client.js';
import { hashSecret, newSecret } from '../../src/identity/secret.js';
import { uuidv7 } from '../../src/platform/uuid.js';
import type { TestService } from '../support/service.js';

/** Long before any clock that a test starts at. */
export const LONG_AGO = '2022-01-01';
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export interface TestStation {
  id: string;
  unitId: string;
  name: string;
  timeZone: string;
}

export interface TestCentre {
  id: string;
  name: string;
  stations: TestStation[];
}

/** A device that is enrolled at a station; `client` speaks HTTP with its token. */
export interface TestDevice {
  id: string;
  stationId: string;
  token: string;
  client: Client;
}

/** A centre that has served `stations` stations since LONG_AGO, each with a unit of its own. */
export async function centreWith(
  service: TestService,
  { stations = 0, name = `Trung tâm ${uuidv7()}` }: { stations?: number; name?: string } = {},
): Promise<TestCentre> {
  const id = uuidv7();
  await service.sql('INSERT INTO centres (id, name, time_zone, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    TIME_ZONE,
    service.clock.now(),
  ]);
  const served: TestStation[] = [];
  for (let number = 1; number <= stations; number += 1) {
    served.push(await newStation(service, { servedBy: id, name: `Đài xã ${number}` }));
  }
  return { id, name, stations: served };
}

export async function newUnit(
  service: TestService,
  { name = 'Bình Trị', kind = 'xã', code, from = LONG_AGO, until = null }: NewTestUnit = {},
): Promise<string> {
  const id = uuidv7();
  await service.sql('INSERT INTO units (id, name, kind, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    kind,
    service.clock.now(),
  ]);
  if (code) await giveCode(service, id, { code, from, until });
  return id;
}

export interface NewTestUnit {
  name?: string;
  kind?: string;
  /** Five digits; a unit without one is fine for most tests. */
  code?: string;
  from?: string;
  until?: string | null;
}

/** Gives a unit a code from one day on, up to but without the day `until`. */
export async function giveCode(
  service: TestService,
  unitId: string,
  { code, from = LONG_AGO, until = null }: { code: string; from?: string; until?: string | null },
): Promise<void> {
  await service.sql('INSERT INTO unit_codes (id, unit_id, code, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5)', [
    uuidv7(),
    unitId,
    code,
    from,
    until,
  ]);
}

export interface NewTestStation {
  name?: string;
  unitId?: string;
  timeZone?: string;
  audioProfile?: 'speech' | 'lean';
  openedOn?: string;
  /** The centre that serves it since it was opened; nobody when left out. */
  servedBy?: string;
}

export async function newStation(
  service: TestService,
  { name = 'Đài xã', timeZone = TIME_ZONE, audioProfile = 'speech', openedOn = LONG_AGO, ...more }: NewTestStation = {},
): Promise<TestStation> {
  const id = uuidv7();
  const unitId = more.unitId ?? (await newUnit(service, { name }));
  await service.sql(
    `INSERT INTO stations (id, unit_id, name, time_zone, technology, audio_profile, opened_on, created_at)
     VALUES ($1, $2, $3, $4, 'ip', $5, $6, $7)`,
    [id, unitId, name, timeZone, audioProfile, openedOn, service.clock.now()],
  );
  if (more.servedBy) {
    await service.sql('INSERT INTO centre_stations (centre_id, station_id, served_from) VALUES ($1, $2, $3)', [
      more.servedBy,
      id,
      openedOn,
    ]);
  }
  return { id, unitId, name, timeZone };
}

/** A group of a centre; the answer is its id. */
export async function newGroup(service: TestService, centreId: string, stationIds: string[]): Promise<string> {
  const id = uuidv7();
  await service.sql('INSERT INTO station_groups (id, centre_id, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    centreId,
    `Nhóm ${id}`,
    service.clock.now(),
  ]);
  await service.sql('INSERT INTO station_group_members (group_id, station_id) SELECT $1, unnest($2::uuid[])', [
    id,
    stationIds,
  ]);
  return id;
}

/** A device enrolled just now, with a token of its own. */
export async function newDevice(service: TestService, stationId: string): Promise<TestDevice> {
  const id = uuidv7();
  const token = newSecret();
  const now = service.clock.now();
  await service.sql('INSERT INTO devices (id, station_id, name, enrolled_at) VALUES ($1, $2, $3, $4)', [
    id,
    stationId,
    `Máy phát ${id.slice(-6)}`,
    now,
  ]);
  await service.sql('INSERT INTO device_tokens (token_hash, device_id, issued_at) VALUES ($1, $2, $3)', [
    hashSecret(token),
    id,
    now,
  ]);
  return { id, stationId, token, client: clientOf(service.url, token) };
}
