import { createHash } from 'node:crypto';
import { uuidv7 } from '../../src/platform/uuid.js';
import type { TestService } from '../support/service.js';

/** A program as a row, owned by a centre or a station. */
export interface TestProgram {
  id: string;
  title: string;
  createdBy: string;
}

/** A program that is approved, with its audio. The files are not there: `makeReady` writes rows only. */
export interface ApprovedProgram extends TestProgram {
  originalSha256: string;
  rendition: { sha256: string; bytes: number; seconds: number };
}

export interface ProgramParts {
  centreId?: string;
  stationId?: string;
  title?: string;
  topic?: string;
  genre?: string;
  segmentId?: string;
  expiresOn?: string;
  /** A person; one is made when left out. */
  createdBy?: string;
}

/** Makes a program that has no audio yet. Give `centreId` or `stationId`. */
export async function aProgram(service: TestService, parts: ProgramParts): Promise<TestProgram> {
  const id = uuidv7();
  const { title = `Program ${id.slice(-6)}`, topic = 'procedures', genre = 'news' } = parts;
  const createdBy = parts.createdBy ?? (await aBarePerson(service));
  await service.sql(
    `INSERT INTO programs (id, centre_id, station_id, title, topic, genre, segment_id, origin, language, expires_on, state,
       created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'vi', $9, 'awaiting-audio', $10, $11)`,
    [
      id,
      parts.centreId ?? null,
      parts.stationId ?? null,
      title,
      topic,
      genre,
      parts.segmentId ?? null,
      parts.stationId ? 'commune' : 'centre',
      parts.expiresOn ?? null,
      createdBy,
      service.clock.now(),
    ],
  );
  return { id, title, createdBy };
}

/** Hands in an original (rows, no file) that has yet to be transcoded; its content is made up. What is approved stays in force. */
export async function withOriginal(service: TestService, program: TestProgram): Promise<string> {
  const sha256 = await anAudioRow(service, 'original', 1_000_000);
  const now = service.clock.now();
  await service.sql(
    `INSERT INTO originals (id, program_id, sha256, file_name, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [uuidv7(), program.id, sha256, 'bai.mp3', program.createdBy, now],
  );
  await service.sql(
    `UPDATE programs SET state = 'transcoding', seconds = NULL, refusal_code = NULL, original_sha256 = $2
     WHERE id = $1`,
    [program.id, sha256],
  );
  await service.sql('UPDATE approvals SET superseded_at = coalesce(superseded_at, $2) WHERE program_id = $1', [
    program.id,
    now,
  ]);
  return sha256;
}

/** Sets a program to `ready` with a `speech` rendition, and lets somebody else approve it. Rows only, no files. */
export async function anApprovedProgram(
  service: TestService,
  { seconds = 60, ...parts }: ProgramParts & { seconds?: number },
): Promise<ApprovedProgram> {
  const program = await aProgram(service, parts);
  const { originalSha256, rendition } = await makeReady(service, program, seconds);
  await approve(service, program.id, originalSha256);
  return { ...program, originalSha256, rendition };
}

export async function makeReady(service: TestService, program: TestProgram, seconds = 60) {
  const originalSha256 = await withOriginal(service, program);
  const bytes = Math.round(seconds * 8_000);
  const sha256 = await anAudioRow(service, 'rendition', bytes);
  await service.sql(
    `INSERT INTO renditions (original_sha256, profile, sha256, bytes, seconds, media_type, made_at)
     VALUES ($1, 'speech', $2, $3, $4, 'audio/mpeg', $5)`,
    [originalSha256, sha256, bytes, seconds, service.clock.now()],
  );
  await service.sql(`UPDATE programs SET state = 'ready', seconds = $2 WHERE id = $1`, [program.id, seconds]);
  return { originalSha256, rendition: { sha256, bytes, seconds } };
}

/** Lets somebody approve the program as it is now, with this audio; the schedule is not told. */
export async function approve(service: TestService, programId: string, originalSha256: string): Promise<void> {
  const now = service.clock.now();
  const earlier = [programId, now];
  await service.sql(
    `UPDATE approvals SET superseded_at = coalesce(superseded_at, $2), in_force = in_force * tstzrange(NULL, $2)
     WHERE program_id = $1`,
    earlier,
  );
  await service.sql('DELETE FROM program_descriptions WHERE program_id = $1 AND lower(during) >= $2', earlier);
  await service.sql(
    'UPDATE program_descriptions SET during = during * tstzrange(NULL, $2) WHERE program_id = $1 AND upper_inf(during)',
    earlier,
  );
  await service.sql(
    `INSERT INTO approvals (id, program_id, original_sha256, seconds, description, renditions, decision, decided_by,
       decided_at, in_force)
     SELECT $1, p.id, $3, coalesce(p.seconds, 60), description_of(p),
       coalesce((SELECT jsonb_object_agg(profile, sha256) FROM renditions
                 WHERE original_sha256 = $3 AND replaced_at IS NULL), '{}'), 'approved', $4, $5,
       tstzrange(CASE WHEN EXISTS (SELECT FROM approvals a WHERE a.program_id = p.id) THEN $5::timestamptz END, NULL)
     FROM programs p WHERE p.id = $2`,
    [uuidv7(), programId, originalSha256, await aBarePerson(service), now],
  );
  await service.sql(
    `INSERT INTO program_descriptions (program_id, during, title, topic, genre, segment_id, origin, source_office,
       legal_texts, language)
     SELECT p.id, tstzrange(CASE WHEN EXISTS (SELECT FROM program_descriptions d WHERE d.program_id = p.id) THEN $2::timestamptz END, NULL),
       title, topic, genre, segment_id, origin, source_office, legal_texts, language
     FROM programs p WHERE p.id = $1`,
    earlier,
  );
}

/** As if everybody had played the whole audio. */
export async function heardByEverybody(service: TestService, originalSha256: string): Promise<void> {
  await service.sql(
    `INSERT INTO listenings (person_id, original_sha256, heard, heard_at) SELECT id, $1, '{[0,100000)}', $2 FROM people
     ON CONFLICT (person_id, original_sha256) DO UPDATE SET heard = EXCLUDED.heard`,
    [originalSha256, service.clock.now()],
  );
}

/** The newest version of the program, as a decision about it has to name it. */
export async function versionOf(service: TestService, programId: string) {
  const [version] = await service.sql<{
    originalSha256: string;
    descriptionSha256: string;
    renditions: [string, string][];
  }>(
    `SELECT p.original_sha256 AS "originalSha256",
       encode(sha256(convert_to(description_of(p)::text, 'UTF8')), 'hex') AS "descriptionSha256",
       coalesce((SELECT jsonb_agg(jsonb_build_array(profile, sha256) ORDER BY profile COLLATE "C") FROM renditions
                 WHERE original_sha256 = p.original_sha256 AND replaced_at IS NULL), '[]') AS renditions
     FROM programs p WHERE p.id = $1`,
    [programId],
  );
  if (!version) throw new Error('there is no such program');
  const { renditions, ...hashes } = version;
  return { ...hashes, renditionsSha256: createHash('sha256').update(JSON.stringify(renditions)).digest('hex') };
}

/** A periodic strand of a centre. */
export async function aSegment(service: TestService, centreId: string, name = `Chuyên mục ${uuidv7()}`) {
  const id = uuidv7();
  await service.sql('INSERT INTO segments (id, centre_id, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    centreId,
    name,
    service.clock.now(),
  ]);
  return { id, name };
}

async function anAudioRow(service: TestService, kind: 'original' | 'rendition', bytes: number): Promise<string> {
  const sha256 = createHash('sha256').update(uuidv7()).digest('hex');
  await service.sql('INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, $2, $3, $4)', [
    sha256,
    kind,
    bytes,
    service.clock.now(),
  ]);
  return sha256;
}

/** Somebody to name as author or approver; without grants. */
async function aBarePerson(service: TestService): Promise<string> {
  const id = uuidv7();
  await service.sql('INSERT INTO people (id, login, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    `p-${id}`,
    `Person ${id.slice(-6)}`,
    service.clock.now(),
  ]);
  return id;
}
