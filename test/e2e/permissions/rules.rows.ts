import { personWith } from '../../factories/person.factory.js';
import { READERS, type Row } from './row.js';

const RULES = {
  kind: 'hours',
  periods: [{ windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '21:00' }] }],
};

export const AIRTIME_RULES: Row[] = [
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
