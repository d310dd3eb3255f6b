import { uuidv7 } from '../../../src/platform/uuid.js';
import { aProgram, type TestProgram } from '../../factories/program.factory.js';
import { type Asked, EVERYBODY, type Row } from './row.js';

const WRITERS = ['editor', 'operator', 'contributor'] as const;
const TUS = { 'tus-resumable': '1.0.0' };

type Ask = (asked: Asked, program: TestProgram) => ReturnType<Row['call']>;

/** Two rows for each route: for a program of the centre, and for one of a station. */
function both(route: string, call: Ask): Row[] {
  // A contributor sees only what they uploaded themselves.
  const author = (asked: Asked) => (asked.role === 'contributor' ? { createdBy: asked.by.id } : {});
  const row = { route, roles: WRITERS };
  const ofCentre: Row['call'] = async (asked) =>
    call(asked, await aProgram(asked.service, { centreId: asked.at.centreId, ...author(asked) }));
  const ofStation: Row['call'] = async (asked) =>
    call(asked, await aProgram(asked.service, { stationId: asked.at.stationId, ...author(asked) }));
  return [
    { ...row, of: 'centre', call: ofCentre },
    { ...row, of: 'station', except: ['contributor'], call: ofStation },
  ];
}

/** What is asked of an upload that the person began; those of others are tried in programs-resumable.spec.ts. */
export const UPLOADS: Row[] = [
  { route: 'OPTIONS /uploads', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/uploads' }) },
  ...both('POST /uploads', (_, { id }) => ({
    path: '/uploads',
    headers: { ...TUS, 'upload-length': '1000', 'upload-metadata': `programId ${Buffer.from(id).toString('base64')}` },
  })),
  ...both('HEAD /uploads/{id}', async (asked, program) => ({
    path: `/uploads/${await begun(asked, program)}`,
    headers: TUS,
  })),
  ...both('PATCH /uploads/{id}', async (asked, program) => ({
    path: `/uploads/${await begun(asked, program)}`,
    headers: { ...TUS, 'upload-offset': '1000', 'content-type': 'application/offset+octet-stream' },
  })),
  {
    route: 'DELETE /uploads/{id}',
    of: 'nobody',
    roles: WRITERS,
    call: async (asked) => {
      const program = await aProgram(asked.service, { centreId: asked.at.centreId });
      return { path: `/uploads/${await begun(asked, program)}`, headers: TUS };
    },
  },
];

/** One that is completed, so that nothing lies on the disk. */
async function begun({ service, by }: Asked, program: TestProgram): Promise<string> {
  const id = uuidv7();
  await service.sql(
    `INSERT INTO resumable_uploads (id, program_id, begun_by, file_name, bytes, begun_at, completed_at)
     VALUES ($1, $2, $3, 'bai.wav', 1000, $4, $4)`,
    [id, program.id, by.id, service.clock.now()],
  );
  return id;
}
