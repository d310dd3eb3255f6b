import { broadcastWith } from '../../factories/broadcast.factory.js';
import { tapped } from '../../factories/confirmation.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { type Asked, EVERYBODY, READERS, type Row } from './row.js';

// Each a day after the last, so that no two clash.
let day = 0;

async function broadcastAt({ service, at: { stationId } }: Asked): Promise<string> {
  const { id: programId } = await anApprovedProgram(service, { stationId });
  day += 1;
  const startsAt = new Date(Date.UTC(2026, 0, day, 22, 15));
  return (await broadcastWith(service, { stationId, programId, startsAt })).id;
}

const DEVICE_ROUTES = [
  'POST /station/plays',
  'POST /station/report',
  'GET /station/playlist',
  'GET /station/playlist.m3u8',
  'GET /station/next.m3u8',
  'GET /station/playlist.xspf',
  'GET /station/schedule.ics',
];

export const AIR: Row[] = [
  ...DEVICE_ROUTES.map((route): Row => {
    const [, path = ''] = route.split(' ');
    return { route, of: 'device', call: () => ({ path, ...(route.startsWith('POST') ? { body: {} } : {}) }) };
  }),
  {
    route: 'GET /station/audio/{sha256}',
    of: 'device',
    call: () => ({ path: `/station/audio/${'a'.repeat(64)}` }),
  },
  {
    route: 'GET /stations/{id}/readiness',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/readiness` }),
  },
  {
    route: 'GET /stations/overview',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: '/stations/overview?limit=1000', finds: at.stationId }),
  },
  {
    route: 'GET /stations/overview',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/overview?centreId=${at.centreId}` }),
  },
  {
    route: 'POST /stations/{id}/feed-tickets',
    of: 'station',
    roles: ['administrator'],
    call: ({ at }) => ({ path: `/stations/${at.stationId}/feed-tickets` }),
  },
  {
    route: 'DELETE /stations/{id}/feed-tickets',
    of: 'station',
    roles: ['administrator'],
    call: ({ at }) => ({ path: `/stations/${at.stationId}/feed-tickets` }),
  },
  {
    route: 'GET /stations/{id}/today',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/today` }),
  },
  {
    route: 'GET /stations/{id}/unconfirmed-days',
    of: 'station',
    roles: ['operator'],
    call: ({ at }) => ({ path: `/stations/${at.stationId}/unconfirmed-days` }),
  },
  {
    route: 'GET /outcomes/grid',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/outcomes/grid?stationIds=${at.stationId}`, finds: at.stationId }),
  },
  {
    route: 'GET /outcomes/grid',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/outcomes/grid?centreId=${at.centreId}` }),
  },
  {
    route: 'GET /broadcasts/{id}/outcome',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/broadcasts/${await broadcastAt(asked)}/outcome` }),
  },
  {
    route: 'GET /broadcasts/{id}/plays',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/broadcasts/${await broadcastAt(asked)}/plays` }),
  },
  {
    route: 'POST /broadcasts/{id}/confirmation',
    of: 'station',
    roles: ['operator'],
    call: async (asked) => ({
      path: `/broadcasts/${await broadcastAt(asked)}/confirmation`,
      body: tapped(asked.service, { said: 'heard' }),
    }),
  },
  { route: 'GET /not-aired-reasons', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/not-aired-reasons' }) },
];
