import { aSegment } from '../../factories/program.factory.js';
import type { Asked, Row } from './row.js';

const READERS = ['administrator', 'editor', 'approver', 'leader'] as const;

const airtime = ({ at }: Asked) => `centreId=${at.centreId}&from=2026-01-05&until=2026-01-11`;

async function coverage(asked: Asked): Promise<string> {
  const { id } = await aSegment(asked.service, asked.at.centreId);
  return `${airtime(asked)}&segmentId=${id}`;
}

/** A report is the centre's; who reads at one station only finds no other station in it. */
export const REPORTS: Row[] = [
  {
    route: 'GET /reports/airtime',
    of: 'station',
    roles: READERS,
    call: (asked) => ({ path: `/reports/airtime?${airtime(asked)}`, finds: asked.at.stationId }),
  },
  {
    route: 'GET /reports/airtime.csv',
    of: 'station',
    roles: READERS,
    call: (asked) => ({ path: `/reports/airtime.csv?${airtime(asked)}`, finds: asked.at.stationName }),
  },
  {
    route: 'GET /reports/airtime/broadcasts',
    of: 'station',
    roles: READERS,
    call: (asked) => ({ path: `/reports/airtime/broadcasts?${airtime(asked)}&stationId=${asked.at.stationId}` }),
  },
  {
    route: 'GET /reports/coverage',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/reports/coverage?${await coverage(asked)}`, finds: asked.at.stationId }),
  },
  {
    route: 'GET /reports/outcomes',
    of: 'station',
    roles: READERS,
    call: (asked) => ({ path: `/reports/outcomes?${airtime(asked)}`, finds: asked.at.stationId }),
  },
  {
    route: 'GET /reports/not-aired',
    of: 'station',
    roles: READERS,
    call: (asked) => ({ path: `/reports/not-aired?${airtime(asked)}&stationId=${asked.at.stationId}` }),
  },
  {
    route: 'GET /reports/not-aired.csv',
    of: 'station',
    roles: READERS,
    call: (asked) => ({ path: `/reports/not-aired.csv?${airtime(asked)}&stationId=${asked.at.stationId}` }),
  },
  {
    route: 'GET /reports/coverage.csv',
    of: 'station',
    roles: READERS,
    call: async (asked) => ({ path: `/reports/coverage.csv?${await coverage(asked)}`, finds: asked.at.stationName }),
  },
];
