import { aProgram, type ProgramParts } from '../../factories/program.factory.js';
import { ENTRY_CHANGES } from './entry-changes.rows.js';
import { broadcastAt, centreEntryAt, newEntry, WRITERS } from './planned-entries.js';
import { type Asked, EVERYBODY, READERS, type Row } from './row.js';

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

export const SCHEDULE: Row[] = [
  ...ENTRIES,
  ...ENTRY_CHANGES,
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
    route: 'GET /programs/{id}/broadcasts',
    of: 'station',
    roles: EVERYBODY,
    except: ['contributor'],
    call: (asked) => programBroadcasts(asked, { stationId: asked.at.stationId }),
  },
  {
    route: 'GET /programs/{id}/broadcasts',
    of: 'centre',
    roles: EVERYBODY,
    call: (asked) => programBroadcasts(asked, { centreId: asked.at.centreId }),
  },
];

/** A contributor knows of nothing but what they handed in themselves. */
async function programBroadcasts({ service, role, by }: Asked, owner: ProgramParts) {
  const { id } = await aProgram(service, { ...owner, ...(role === 'contributor' && { createdBy: by.id }) });
  return { path: `/programs/${id}/broadcasts` };
}
