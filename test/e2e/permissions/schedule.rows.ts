import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { type Asked, READERS, type Row } from './row.js';

const WRITERS = ['editor', 'operator'] as const;
const HOURS = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '21:00' }];

// Each a day after the last, so that no two clash.
let day = 0;
const nextDay = () => new Date(Date.UTC(2027, 0, (day += 1), 1, 30));
const isoDay = (instant: Date) => instant.toISOString().slice(0, 10);

async function broadcastAt({ service, at: { stationId } }: Asked): Promise<TestBroadcast> {
  const { id: programId } = await anApprovedProgram(service, { stationId });
  return broadcastWith(service, { stationId, programId, startsAt: nextDay() });
}

/** The centre's own entry, at one of its stations. */
async function centreEntryAt({ service, at: { centreId, stationId } }: Asked): Promise<string> {
  const { id: programId } = await anApprovedProgram(service, { centreId });
  return (await broadcastWith(service, { stationId, programId, startsAt: nextDay() })).entryId;
}

async function newEntry({ service }: Asked, owner: { centreId: string } | { stationId: string }, stationIds: string[]) {
  const { id: programId } = await anApprovedProgram(service, owner);
  return { ...owner, programId, repeats: 'once', times: ['08:30'], validFrom: isoDay(nextDay()), stationIds };
}

const ENTRIES: Row[] = [
  {
    route: 'POST /entries',
    of: 'station',
    roles: WRITERS,
    call: async (asked) => ({ path: '/entries', body: await newEntry(asked, { stationId: asked.at.stationId }, []) }),
  },
  {
    route: 'POST /entries',
    of: 'centre',
    roles: WRITERS,
    call: async (asked) => {
      const { centreId, stationId } = asked.at;
      return { path: '/entries', body: await newEntry(asked, { centreId }, [stationId]) };
    },
  },
  {
    route: 'GET /entries',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: '/entries?limit=5', finds: (await broadcastAt(asked)).entryId }),
  },
  {
    route: 'GET /entries/{id}',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/entries/${(await broadcastAt(asked)).entryId}` }),
  },
  {
    route: 'GET /entries/{id}',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/entries/${await centreEntryAt(asked)}` }),
  },
  {
    route: 'GET /gaps',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/gaps?entryId=${(await broadcastAt(asked)).entryId}` }),
  },
  {
    route: 'GET /gaps',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/gaps?stationId=${at.stationId}` }),
  },
  {
    route: 'GET /gaps',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/gaps?centreId=${at.centreId}` }),
  },
  {
    route: 'POST /entries/{id}/withdraw',
    of: 'station',
    roles: WRITERS,
    call: async (asked) => {
      const { entryId } = await broadcastAt(asked);
      return { path: `/entries/${entryId}/withdraw`, body: { because: 'nhầm' } };
    },
  },
  {
    route: 'POST /entries/{id}/withdraw',
    of: 'centre',
    roles: WRITERS,
    call: async (asked) => ({ path: `/entries/${await centreEntryAt(asked)}/withdraw`, body: { because: 'nhầm' } }),
  },
];

export const SCHEDULE: Row[] = [
  ...ENTRIES,
  {
    route: 'GET /broadcasts',
    of: 'station',
    roles: READERS,
    call: async (asked) => {
      const { id: finds, airsOn, stationId } = await broadcastAt(asked);
      return { path: `/broadcasts?stationId=${stationId}&from=${airsOn}&until=${airsOn}`, finds };
    },
  },
  {
    route: 'GET /broadcasts',
    of: 'centre',
    roles: READERS,
    call: async (asked) => {
      const { id: finds, airsOn } = await broadcastAt(asked);
      return { path: `/broadcasts?centreId=${asked.at.centreId}&from=${airsOn}&until=${airsOn}`, finds };
    },
  },
  {
    route: 'GET /centres/{id}/allowed-hours',
    of: 'centre',
    roles: READERS,
    // People who schedule at a station must be able to read its allowed hours.
    sharedWithStations: true,
    call: ({ at }) => ({ path: `/centres/${at.centreId}/allowed-hours` }),
  },
  {
    route: 'PUT /centres/{id}/allowed-hours',
    of: 'centre',
    roles: ['administrator'],
    call: async ({ service, at }) => {
      const path = `/centres/${at.centreId}/allowed-hours`;
      const { client } = await personWith(service, 'administrator');
      const seen = (await client.get(path)).headers.get('etag') ?? '';
      return { path, body: { hours: HOURS }, headers: { 'if-match': seen } };
    },
  },
];
