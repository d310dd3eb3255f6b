import { uuidv7 } from '../../../src/platform/uuid.js';
import { newGroup } from '../../factories/station.factory.js';
import { type Asked, ifMatch, READERS, type Row } from './row.js';

const content = () => ({ name: `Nhóm ${uuidv7()}`, stationIds: [] });
const groupAt = ({ service, at }: Asked) => newGroup(service, at.centreId, [at.stationId]);

async function clusterAt({ service, at }: Asked): Promise<string> {
  const id = uuidv7();
  await service.sql(
    `INSERT INTO clusters (id, station_id, name, technology, horns, working) VALUES ($1, $2, $3, 'ip', 2, true)`,
    [id, at.stationId, `Cụm ${id}`],
  );
  return id;
}

const GROUPS: Row[] = [
  {
    // The station is seen by its commune, the groups it is in are not: their names tell of neighbours.
    route: 'GET /stations/{id}',
    of: 'centre',
    roles: READERS,
    call: async (asked) => {
      const finds = await groupAt(asked);
      return { path: `/stations/${asked.at.stationId}`, finds };
    },
  },
  {
    route: 'POST /centres/{id}/groups',
    of: 'centre',
    roles: ['administrator'],
    call: ({ at }) => ({ path: `/centres/${at.centreId}/groups`, body: content() }),
  },
  {
    route: 'GET /centres/{id}/groups',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/centres/${at.centreId}/groups` }),
  },
  {
    route: 'GET /groups/{id}',
    of: 'centre',
    roles: READERS,
    call: async (asked) => ({ path: `/groups/${await groupAt(asked)}` }),
  },
  {
    route: 'PATCH /groups/{id}',
    of: 'centre',
    roles: ['administrator'],
    call: async (asked) => {
      const id = await groupAt(asked);
      const headers = await ifMatch(asked.service, 'station_groups', id);
      return { path: `/groups/${id}`, body: { name: `Nhóm ${uuidv7()}` }, headers };
    },
  },
  {
    route: 'POST /groups/{id}/members',
    of: 'centre',
    roles: ['administrator'],
    call: async (asked) => ({ path: `/groups/${await groupAt(asked)}/members`, body: { stationIds: [] } }),
  },
  {
    route: 'DELETE /groups/{id}/members/{stationId}',
    of: 'centre',
    roles: ['administrator'],
    call: async (asked) => ({ path: `/groups/${await groupAt(asked)}/members/${asked.at.stationId}` }),
  },
  {
    route: 'DELETE /groups/{id}',
    of: 'centre',
    roles: ['administrator'],
    call: async (asked) => ({ path: `/groups/${await groupAt(asked)}` }),
  },
];

const CLUSTERS: Row[] = [
  {
    route: 'POST /stations/{id}/clusters',
    of: 'station',
    roles: ['administrator'],
    call: ({ at }) => {
      const body = { name: `Cụm ${uuidv7()}`, technology: 'ip', horns: 2 };
      return { path: `/stations/${at.stationId}/clusters`, body };
    },
  },
  {
    route: 'GET /stations/{id}/clusters',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/clusters` }),
  },
  {
    route: 'GET /clusters/{id}',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/clusters/${await clusterAt(asked)}` }),
  },
  {
    route: 'PATCH /clusters/{id}',
    of: 'station',
    roles: ['administrator'],
    call: async (asked) => {
      const id = await clusterAt(asked);
      const headers = await ifMatch(asked.service, 'clusters', id);
      return { path: `/clusters/${id}`, body: { working: false }, headers };
    },
  },
  {
    route: 'DELETE /clusters/{id}',
    of: 'station',
    roles: ['administrator'],
    call: async (asked) => ({ path: `/clusters/${await clusterAt(asked)}` }),
  },
];

export const GROUPS_AND_CLUSTERS: Row[] = [...GROUPS, ...CLUSTERS];
