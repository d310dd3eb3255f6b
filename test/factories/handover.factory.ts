import type { Role } from '../../src/identity/permissions.js';
import type { TestService } from '../support/service.js';
import { personWith, type TestPerson } from './person.factory.js';
import { anApprovedProgram } from './program.factory.js';
import { centreWith, LONG_AGO, newStation, type TestCentre, type TestStation } from './station.factory.js';

/** The first day of D. */
export const HANDOVER = '2026-03-03';

/** A station that centre C serves until 2 March 2026 and centre D from 3 March on. */
export interface Handover {
  centreC: TestCentre;
  centreD: TestCentre;
  station: TestStation;
}

export async function aHandover(service: TestService): Promise<Handover> {
  const [centreC, centreD] = [await centreWith(service), await centreWith(service)];
  const station = await newStation(service, { name: 'Đài xã Bình Trị' });
  await serveFrom(service, centreC, station, { from: LONG_AGO, until: HANDOVER });
  await serveFrom(service, centreD, station, { from: HANDOVER, until: null });
  return { centreC, centreD, station };
}

export async function serveFrom(
  service: TestService,
  centre: TestCentre,
  station: TestStation,
  { from, until }: { from: string; until: string | null },
): Promise<void> {
  await service.sql('INSERT INTO centre_stations VALUES ($1, $2, $3, $4)', [centre.id, station.id, from, until]);
}

export const personOf = (service: TestService, role: Role, { id }: TestCentre): Promise<TestPerson> =>
  personWith(service, role, { kind: 'centre', id });

/** An entry to place: every day at 17:15 at the station, with an approved program of the owner. */
export async function everyDay(
  service: TestService,
  station: TestStation,
  owner: { centreId: string } | { stationId: string },
  more: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const { id: programId } = await anApprovedProgram(service, { ...owner, seconds: 60 });
  const [rule, times, startsOn] = ['FREQ=DAILY', ['17:15'], '2026-03-01'];
  const stationIds = 'centreId' in owner ? [station.id] : [];
  return { ...owner, programId, rule, times, startsOn, stationIds, ...more };
}

export interface PlacedByBoth {
  byC: TestPerson;
  byD: TestPerson;
  entryOfC: PlacedId;
  entryOfD: PlacedId;
}
export interface PlacedId {
  id: string;
  terms: { stationIds: string[] }[];
  planned: number;
  nextAirings: { stationId: string; airsOn: string }[];
}

/** Both centres have an entry at 17:15 every day: C from 1 March on, D from 3 March on. */
export async function placeBoth(service: TestService, { centreC, centreD, station }: Handover): Promise<PlacedByBoth> {
  const [byC, byD] = [await personOf(service, 'editor', centreC), await personOf(service, 'editor', centreD)];
  const place = async (by: TestPerson, centreId: string, startsOn: string) => {
    const entry = await everyDay(service, station, { centreId }, { startsOn });
    const { status, body } = await by.client.post<PlacedId>('/entries', entry);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  };
  const entryOfC = await place(byC, centreC.id, '2026-03-01');
  return { byC, byD, entryOfC, entryOfD: await place(byD, centreD.id, HANDOVER) };
}
