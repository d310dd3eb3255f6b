import { personWith } from '../../factories/person.factory.js';
import { ENTRY_CHANGES } from './entry-changes.rows.js';
import { broadcastAt, centreEntryAt, newEntry, WRITERS } from './planned-entries.js';
import { READERS, type Row } from './row.js';

const RULES = {
  kind: 'hours',
  periods: [{ windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '21:00' }] }],
};

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
    route: 'GET /centres/{id}/airtime-rules/{kind}',
    of: 'centre',
    roles: READERS,
    // People who schedule at a station must be able to read its rules.
    sharedWithStations: true,
    call: ({ at }) => ({ path: `/centres/${at.centreId}/airtime-rules/hours` }),
  },
  {
    route: 'GET /units/{id}/airtime-rules/{kind}',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/units/${at.unitId}/airtime-rules/quiet` }),
  },
  {
    route: 'GET /stations/{id}/airtime-rules/{kind}',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/airtime-rules/dayparts` }),
  },
  ...(['centres', 'units', 'stations'] as const).map((owners): Row => ({
    route: `PUT /${owners}/{id}/airtime-rules/{kind}`,
    // The rules of a unit and a station are set by the centre that serves it.
    of: 'centre',
    roles: ['administrator'],
    call: async ({ service, at }) => {
      const id = { centres: at.centreId, units: at.unitId, stations: at.stationId }[owners];
      const path = `/${owners}/${id}/airtime-rules/hours`;
      const { client } = await personWith(service, 'administrator');
      const seen = (await client.get(path)).headers.get('etag') ?? '';
      return { path, body: RULES, headers: { 'if-match': seen } };
    },
  })),
];
