import { aProgram } from '../../factories/program.factory.js';
import { type Asked, READERS, type Row } from './row.js';

const because = 'Phát nhầm bài';
/** It is over before other rows need the place. */
const soonOver = ({ service }: Asked) => ({
  because,
  until: new Date(service.clock.now().getTime() + 60_000).toISOString(),
});
const programAt = async (asked: Asked, of: 'centre' | 'station') => {
  const { centreId, stationId } = asked.at;
  return (await aProgram(asked.service, of === 'centre' ? { centreId } : { stationId })).id;
};

/** The routes of a station or a centre. */
const ofPlace = (of: 'centre' | 'station', roles: Row['roles'] & object): Row[] => {
  const route = `/${of}s/{id}/stop`;
  const path = ({ at }: Asked) => `/${of}s/${of === 'centre' ? at.centreId : at.stationId}/stop`;
  return [
    { route: `GET ${route}`, of, roles: READERS, call: (asked) => ({ path: path(asked) }) },
    { route: `POST ${route}`, of, roles, call: (asked) => ({ path: path(asked), body: soonOver(asked) }) },
    {
      route: `POST ${route}/lift`,
      of,
      roles,
      call: (asked) => ({ path: `${path(asked)}/lift`, body: { because } }),
    },
  ];
};

const ofProgram = (of: 'centre' | 'station'): Row[] => [
  {
    route: 'GET /programs/{id}/stop',
    of,
    roles: READERS,
    call: async (asked) => ({ path: `/programs/${await programAt(asked, of)}/stop` }),
  },
  ...['/stop', '/stop/lift'].map((path): Row => ({
    route: `POST /programs/{id}${path}`,
    of,
    roles: ['approver'],
    call: async (asked) => ({ path: `/programs/${await programAt(asked, of)}${path}`, body: { because } }),
  })),
];

export const STOPS: Row[] = [
  ...ofPlace('station', ['administrator', 'editor', 'approver', 'operator']),
  ...ofPlace('centre', ['administrator', 'approver']),
  ...ofProgram('centre'),
  ...ofProgram('station'),
];
