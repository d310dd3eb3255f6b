import { uuidv7 } from '../../../src/platform/uuid.js';
import { withAudio } from '../../factories/original.factory.js';
import {
  approve,
  aProgram,
  aSegment,
  heardByEverybody,
  makeReady,
  type TestProgram,
  versionOf,
  withOriginal,
} from '../../factories/program.factory.js';
import { type Asked, EVERYBODY, ifMatch, type Row } from './row.js';

/** A contributor knows of nothing but what they handed in themselves. */
const author = (asked: Asked) => (asked.role === 'contributor' ? { createdBy: asked.by.id } : {});
const ofCentre = (asked: Asked) => aProgram(asked.service, { centreId: asked.at.centreId, ...author(asked) });
const ofStation = (asked: Asked) => aProgram(asked.service, { stationId: asked.at.stationId, ...author(asked) });

/** Two rows for each route: a program of the centre, and one of a station. */
function both(
  row: Omit<Row, 'of' | 'call'> & { call: (asked: Asked, program: TestProgram) => ReturnType<Row['call']> },
): Row[] {
  const { call } = row;
  return [
    { ...row, of: 'centre', call: async (asked) => call(asked, await ofCentre(asked)) },
    { ...row, of: 'station', except: ['contributor'], call: async (asked) => call(asked, await ofStation(asked)) },
  ];
}

const WRITERS = ['editor', 'operator', 'contributor'] as const;
const described = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre' };

export const PROGRAMS: Row[] = [
  {
    route: 'POST /programs',
    of: 'centre',
    roles: WRITERS,
    call: ({ at }) => ({ path: '/programs', body: { ...described, centreId: at.centreId } }),
  },
  {
    route: 'POST /programs',
    of: 'station',
    roles: WRITERS,
    except: ['contributor'],
    call: ({ at }) => ({ path: '/programs', body: { ...described, stationId: at.stationId } }),
  },
  ...both({
    route: 'GET /programs',
    roles: EVERYBODY,
    call: (_, { id }) => ({ path: '/programs?limit=5', finds: id }),
  }),
  ...both({ route: 'GET /programs/{id}', roles: EVERYBODY, call: (_, { id }) => ({ path: `/programs/${id}` }) }),
  ...both({
    route: 'PATCH /programs/{id}',
    roles: WRITERS,
    call: async ({ service }, { id }) => {
      const headers = await ifMatch(service, 'programs', id);
      return { path: `/programs/${id}`, body: { title: 'Tên khác' }, headers };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/withdraw',
    roles: WRITERS,
    call: (_, { id }) => ({ path: `/programs/${id}/withdraw`, body: { because: 'nhầm' } }),
  }),
  ...both({
    route: 'POST /programs/{id}/audio',
    roles: WRITERS,
    also: [400, 415, 422],
    call: (_, { id }) => {
      const body = new FormData();
      body.append('file', new Blob(['this is no sound']), 'bai.mp3');
      return { path: `/programs/${id}/audio`, body };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/listening',
    roles: ['approver'],
    call: async ({ service }, program) => {
      const { originalSha256 } = await makeReady(service, { ...program, createdBy: await somebody(service) });
      return { path: `/programs/${program.id}/listening`, body: { originalSha256, heard: [{ from: 0, until: 10 }] } };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/approval',
    roles: ['approver'],
    call: async ({ service }, program) => {
      const { originalSha256 } = await makeReady(service, { ...program, createdBy: await somebody(service) });
      await heardByEverybody(service, originalSha256);
      const version = await versionOf(service, program.id);
      return { path: `/programs/${program.id}/approval`, body: { decision: 'approved', version } };
    },
  }),
  ...['approval', 'audit'].flatMap((part) =>
    both({
      route: `GET /programs/{id}/${part}`,
      roles: EVERYBODY,
      call: (_, { id }) => ({ path: `/programs/${id}/${part}` }),
    }),
  ),
  ...both({
    route: 'POST /programs/{id}/approval/dry-run',
    roles: ['approver'],
    call: async ({ service }, program) => {
      await makeReady(service, { ...program, createdBy: await somebody(service) });
      return {
        path: `/programs/${program.id}/approval/dry-run`,
        body: { version: await versionOf(service, program.id) },
      };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/approval/revoke',
    roles: ['approver'],
    call: async ({ service }, program) => {
      await approve(service, program.id, (await makeReady(service, program)).originalSha256);
      return { path: `/programs/${program.id}/approval/revoke`, body: { because: 'Sai nội dung' } };
    },
  }),
  ...both({
    route: 'GET /programs/{id}/transcoding',
    roles: EVERYBODY,
    call: (_, { id }) => ({ path: `/programs/${id}/transcoding` }),
  }),
  ...both({
    route: 'POST /programs/{id}/transcoding/cancel',
    roles: WRITERS,
    call: async ({ service }, program) => {
      await withOriginal(service, program);
      return { path: `/programs/${program.id}/transcoding/cancel`, body: { because: 'nhầm' } };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/transcoding',
    roles: WRITERS,
    call: async ({ service }, program) => {
      await withOriginal(service, program);
      await service.sql(`UPDATE programs SET state = 'cancelled' WHERE id = $1`, [program.id]);
      return { path: `/programs/${program.id}/transcoding` };
    },
  }),
  ...both({
    route: 'GET /programs/{id}/waveform',
    roles: EVERYBODY,
    call: async ({ service }, program) => ({ path: `/programs/${(await drawn(service, program)).id}/waveform` }),
  }),
  ...both({
    route: 'GET /programs/{id}/waveform.png',
    roles: EVERYBODY,
    call: async ({ service }, program) => ({ path: `/programs/${(await drawn(service, program)).id}/waveform.png` }),
  }),
  ...both({
    route: 'GET /programs/{id}/transcoding/cover',
    roles: EVERYBODY,
    call: async ({ service }, program) => ({
      path: `/programs/${(await drawn(service, program)).id}/transcoding/cover`,
    }),
  }),
  ...both({
    route: 'GET /programs/{id}/preview/{which}',
    roles: EVERYBODY,
    call: async ({ service }, program) => {
      await withAudio(service, program, Buffer.from(`sound of ${program.id}`));
      return { path: `/programs/${program.id}/preview/original` };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/preview/{which}',
    roles: EVERYBODY,
    call: async ({ service }, program) => {
      await withAudio(service, program, Buffer.from(`sound of ${program.id}`));
      return { path: `/programs/${program.id}/preview/original` };
    },
  }),
  ...both({
    route: 'POST /programs/{id}/trim',
    roles: WRITERS,
    also: [409],
    call: (_, { id }) => ({ path: `/programs/${id}/trim`, body: {} }),
  }),
  {
    route: 'GET /transcodings/renewal',
    of: 'all',
    roles: ['administrator'],
    call: () => ({ path: '/transcodings/renewal' }),
  },
  {
    route: 'POST /transcodings/renewal',
    of: 'all',
    roles: ['administrator'],
    call: () => ({ path: '/transcodings/renewal', body: { because: 'loa mới' } }),
  },
  {
    route: 'GET /transcodings/renewal/approvals',
    of: 'centre',
    roles: ['approver'],
    call: ({ at }) => ({ path: `/transcodings/renewal/approvals?centreId=${at.centreId}` }),
  },
  {
    route: 'POST /transcodings/renewal/approvals',
    of: 'centre',
    roles: ['approver'],
    call: ({ at }) => ({
      path: '/transcodings/renewal/approvals',
      body: { centreId: at.centreId, profileSet: 'x' },
    }),
  },
  { route: 'GET /preview', of: 'open', call: () => ({ path: '/preview' }) },
  { route: 'GET /topics', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/topics' }) },
  { route: 'GET /genres', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/genres' }) },
  {
    route: 'GET /segments',
    of: 'centre',
    sharedWithStations: true,
    roles: EVERYBODY,
    call: async ({ service, at }) => ({ path: '/segments', finds: (await aSegment(service, at.centreId)).id }),
  },
  {
    route: 'POST /segments',
    of: 'centre',
    roles: ['administrator', 'editor', 'operator'],
    call: ({ at }) => ({ path: '/segments', body: { centreId: at.centreId, name: `Chuyên mục ${uuidv7()}` } }),
  },
];

/** As it is once its audio is transcoded. */
async function drawn(service: Asked['service'], program: TestProgram): Promise<TestProgram> {
  const { originalSha256 } = await makeReady(service, program);
  await service.sql(
    `INSERT INTO transcodings (original_sha256, state, queued_at, finished_at, notified_at, cover)
     VALUES ($1, 'ready', $2, $2, $2, $3)`,
    [originalSha256, service.clock.now(), Buffer.from('ffd8ffe0', 'hex')],
  );
  await service.sql(`INSERT INTO waveforms (original_sha256, peaks, picture) VALUES ($1, $2, $3)`, [
    originalSha256,
    Buffer.alloc(1_800, 100),
    Buffer.from('89504e47', 'hex'),
  ]);
  return program;
}

async function somebody(service: Asked['service']): Promise<string> {
  const id = uuidv7();
  await service.sql('INSERT INTO people (id, login, name, created_at) VALUES ($1, $2, $2, now())', [id, `p-${id}`]);
  return id;
}
