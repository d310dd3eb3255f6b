import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import type { Asked } from './row.js';

export const WRITERS = ['editor', 'operator'] as const;

// Each a day after the last, so that no two clash.
let day = 0;
export const nextDay = () => new Date(Date.UTC(2027, 0, (day += 1), 1, 30));
export const isoDay = (instant: Date) => instant.toISOString().slice(0, 10);

export async function broadcastAt({ service, at: { stationId } }: Asked): Promise<TestBroadcast> {
  const { id: programId } = await anApprovedProgram(service, { stationId });
  return broadcastWith(service, { stationId, programId, startsAt: nextDay() });
}

/** The centre's own entry, at one of its stations. */
export async function centreEntryAt({ service, at: { centreId, stationId } }: Asked): Promise<string> {
  const { id: programId } = await anApprovedProgram(service, { centreId });
  return (await broadcastWith(service, { stationId, programId, startsAt: nextDay() })).entryId;
}

export async function newEntry(
  { service }: Asked,
  owner: { centreId: string } | { stationId: string },
  stationIds: string[],
) {
  const { id: programId } = await anApprovedProgram(service, owner);
  return { ...owner, programId, rule: null, times: ['08:30'], startsOn: isoDay(nextDay()), stationIds };
}
