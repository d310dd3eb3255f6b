import { uuidv7 } from '../../../src/platform/uuid.js';
import { newDevice, newStation, newUnit } from '../../factories/station.factory.js';
import { type Asked, ifMatch, READERS, type Row } from './row.js';

const BECAUSE = 'theo quyết định';
const LATER = '2099-01-01';
let codes = 10_000;
const nextCode = () => String((codes += 1));

const REGISTER: Row[] = [
  {
    route: 'POST /centres',
    of: 'all',
    roles: ['administrator'],
    call: () => ({ path: '/centres', body: { name: `Trung tâm ${uuidv7()}` } }),
  },
  {
    route: 'GET /centres',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: '/centres?limit=200', finds: at.centreId }),
  },
  { route: 'GET /centres/{id}', of: 'centre', roles: READERS, call: ({ at }) => ({ path: `/centres/${at.centreId}` }) },
  {
    route: 'PATCH /centres/{id}',
    of: 'centre',
    roles: ['administrator'],
    call: async ({ service, at: { centreId } }) => {
      const headers = await ifMatch(service, 'centres', centreId);
      return { path: `/centres/${centreId}`, body: { name: `Trung tâm ${uuidv7()}` }, headers };
    },
  },
  {
    route: 'POST /centres/{id}/stations',
    of: 'centre',
    roles: ['administrator'],
    also: [409],
    call: ({ at }) => ({ path: `/centres/${at.centreId}/stations`, body: { stationId: at.stationId, from: LATER } }),
  },
  {
    route: 'POST /centres/{id}/stations/{stationId}/end',
    of: 'centre',
    roles: ['administrator'],
    call: async ({ service, at }) => {
      const { id } = await newStation(service, { servedBy: at.centreId });
      return { path: `/centres/${at.centreId}/stations/${id}/end`, body: { on: LATER, because: BECAUSE } };
    },
  },
  {
    route: 'GET /centres/{id}/stations/{stationId}',
    of: 'centre',
    roles: READERS,
    call: ({ at }) => ({ path: `/centres/${at.centreId}/stations/${at.stationId}` }),
  },
  {
    route: 'PATCH /centres/{id}/stations/{stationId}',
    of: 'centre',
    roles: ['administrator'],
    call: async ({ service, at }) => {
      const { id } = await newStation(service, { servedBy: at.centreId });
      const rows = await service.sql<{ revision: string }>(
        'SELECT revision FROM centre_stations WHERE station_id = $1',
        [id],
      );
      const headers = { 'if-match': `"${rows[0]?.revision}"` };
      return { path: `/centres/${at.centreId}/stations/${id}`, body: { until: LATER, because: BECAUSE }, headers };
    },
  },
  {
    route: 'POST /centres/{id}/stations/import',
    of: 'all',
    hiddenElsewhere: true,
    roles: ['administrator'],
    call: ({ at }) => {
      const csv = `name,kind,code_2022,successor_2025\nBình Trị,xã,${nextCode()},Vạn Tường\n`;
      return { path: `/centres/${at.centreId}/stations/import`, body: new Blob([csv], { type: 'text/csv' }) };
    },
  },
  {
    route: 'POST /units',
    of: 'all',
    roles: ['administrator'],
    call: () => ({ path: '/units', body: { name: 'Bình Trị', kind: 'xã' } }),
  },
  {
    route: 'GET /units',
    of: 'station',
    roles: READERS,
    sharedByCentres: true,
    call: ({ at }) => ({ path: `/units?limit=1&cursor=${cursorBefore(at.unitId)}`, finds: at.unitId }),
  },
  {
    route: 'GET /units/{id}',
    of: 'station',
    roles: READERS,
    sharedByCentres: true,
    call: ({ at }) => ({ path: `/units/${at.unitId}` }),
  },
  {
    route: 'POST /units/{id}/codes',
    of: 'all',
    roles: ['administrator'],
    call: async ({ service }) => {
      const id = await newUnit(service, {});
      return { path: `/units/${id}/codes`, body: { code: nextCode(), from: '2025-07-01' } };
    },
  },
  {
    route: 'POST /units/{id}/codes/end',
    of: 'all',
    roles: ['administrator'],
    call: async ({ service }) => {
      const id = await newUnit(service, { code: nextCode() });
      return { path: `/units/${id}/codes/end`, body: { on: LATER } };
    },
  },
  {
    route: 'POST /stations',
    of: 'centre',
    roles: ['administrator'],
    call: async ({ service, at }) => {
      const body = { unitId: await newUnit(service, {}), name: 'Đài mới', technology: 'ip', openedOn: '2025-07-01' };
      return { path: '/stations', body: { ...body, centreId: at.centreId } };
    },
  },
  {
    route: 'GET /stations',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations?limit=1&cursor=${cursorBefore(at.stationId)}`, finds: at.stationId }),
  },
  {
    route: 'GET /stations/{id}',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}` }),
  },
  {
    route: 'PATCH /stations/{id}',
    of: 'station',
    roles: ['administrator'],
    call: async ({ service, at: { stationId } }) => {
      const headers = await ifMatch(service, 'stations', stationId);
      return { path: `/stations/${stationId}`, body: { technology: 'fm' }, headers };
    },
  },
  {
    route: 'POST /stations/{id}/close',
    of: 'station',
    roles: ['administrator'],
    also: [409],
    call: ({ at }) => ({ path: `/stations/${at.stationId}/close`, body: { on: LATER, because: BECAUSE } }),
  },
  {
    route: 'GET /stations/{id}/closing',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/closing` }),
  },
  {
    route: 'PATCH /stations/{id}/closing',
    of: 'station',
    roles: ['administrator'],
    also: [409],
    call: async ({ service, at: { stationId } }) => {
      const headers = await ifMatch(service, 'stations', stationId);
      return { path: `/stations/${stationId}/closing`, body: { on: LATER, because: BECAUSE }, headers };
    },
  },
];

const DEVICES: Row[] = [
  {
    route: 'POST /stations/{id}/enrolment-codes',
    of: 'station',
    roles: ['administrator'],
    call: ({ at }) => ({ path: `/stations/${at.stationId}/enrolment-codes` }),
  },
  {
    route: 'GET /stations/{id}/devices',
    of: 'station',
    roles: READERS,
    call: ({ at }) => ({ path: `/stations/${at.stationId}/devices` }),
  },
  {
    route: 'POST /devices/{id}/end',
    of: 'station',
    roles: ['administrator'],
    call: async ({ service, at }: Asked) => {
      const { id } = await newDevice(service, at.stationId);
      return { path: `/devices/${id}/end`, body: { because: BECAUSE } };
    },
  },
  { route: 'POST /station/enrol', of: 'open', call: () => ({ path: '/station/enrol', body: {} }) },
  { route: 'POST /station/token', of: 'device', call: () => ({ path: '/station/token' }) },
];

/** The cursor of the page that begins with the row `id`: the greatest id below it. */
function cursorBefore(id: string): string {
  const below = (BigInt(`0x${id.replaceAll('-', '')}`) - 1n).toString(16).padStart(32, '0');
  const dashed = below.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return Buffer.from(dashed).toString('base64url');
}

export const STATIONS: Row[] = [...REGISTER, ...DEVICES];
