import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { except } from '../../factories/entry.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { type Asked, READERS, type Row } from './row.js';

const WRITERS = ['editor', 'operator'] as const;

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
  return { ...owner, programId, rule: null, times: ['08:30'], startsOn: isoDay(nextDay()), stationIds };
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
    route: 'GET /entries/{id}/calendar.ics',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/entries/${await centreEntryAt(asked)}/calendar.ics` }),
  },
  {
    route: 'GET /entries/calendar.ics',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/entries/calendar.ics?stationId=${at.stationId}` }),
  },
  {
    route: 'GET /entries/calendar.ics',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/entries/calendar.ics?centreId=${at.centreId}` }),
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
    route: 'GET /stations/{id}/timeline',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/timeline` }),
  },
  {
    route: 'GET /schedule/grid',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/schedule/grid?stationIds=${at.stationId}`, finds: at.stationId }),
  },
  {
    route: 'GET /schedule/grid',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/schedule/grid?centreId=${at.centreId}` }),
  },
  {
    route: 'GET /unfilled',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/unfilled?stationId=${at.stationId}` }),
  },
  {
    route: 'GET /unfilled',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/unfilled?centreId=${at.centreId}` }),
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

/** An entry with the ETag that a change of it needs. */
async function asSeen({ service }: Asked, entryId: string) {
  const { client } = await personWith(service, 'administrator');
  return { 'if-match': (await client.get(`/entries/${entryId}`)).headers.get('etag') ?? '' };
}

const dayOf = ({ airsOn }: TestBroadcast) => ({ action: 'skip', from: airsOn });

const CHANGES: Row[] = [
  {
    route: 'GET /entries/{id}/exceptions',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/entries/${(await broadcastAt(asked)).entryId}/exceptions` }),
  },
  {
    route: 'PATCH /entries/{id}',
    of: 'centre',
    roles: WRITERS,
    call: async (asked) => {
      const entryId = await centreEntryAt(asked);
      const day = isoDay(nextDay());
      const body = { from: day, startsOn: day, until: null };
      return { path: `/entries/${entryId}`, body, headers: await asSeen(asked, entryId) };
    },
  },
  {
    route: 'PUT /entries/{id}/exceptions',
    of: 'station',
    roles: WRITERS,
    call: async (asked) => {
      const broadcast = await broadcastAt(asked);
      const { entryId } = broadcast;
      return { path: `/entries/${entryId}/exceptions`, body: dayOf(broadcast), headers: await asSeen(asked, entryId) };
    },
  },
  {
    route: 'DELETE /entries/{id}/exceptions/{exceptionId}',
    of: 'station',
    roles: WRITERS,
    call: async (asked) => {
      const broadcast = await broadcastAt(asked);
      const { entryId } = broadcast;
      const { client } = await personWith(asked.service, 'editor', { kind: 'centre', id: asked.at.centreId });
      const put = await except<{ exceptions: { id: string }[] }>(client, entryId, dayOf(broadcast));
      const [exception] = put.body.exceptions;
      return { path: `/entries/${entryId}/exceptions/${exception?.id}`, headers: await asSeen(asked, entryId) };
    },
  },
];

export const SCHEDULE: Row[] = [
  ...ENTRIES,
  ...CHANGES,
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
];
