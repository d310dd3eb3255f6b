import type pg from 'pg';
import { ApiPerson } from '../../api-client/person.js';

/** The length of the programs: of those that are published, and of those of the single entries. */
const SECONDS = { item: 300, single: 60 };

/** A centre with its stations, which nothing is planned for yet. */
export interface World {
  administrator: ApiPerson;
  editor: ApiPerson;
  centreId: string;
  stationIds: string[];
  /** Of all stations. */
  groupId: string;
  /** Approved programs, one for each item and one for each single entry. */
  items: string[];
  singles: string[];
}

export interface WorldSize {
  stations: number;
  items: number;
  singles: number;
}

/** A connection, or what answers like one. */
export interface Database {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const sha256Of = (name: string) => `encode(sha256(convert_to(${name}, 'UTF8')), 'hex')`;

/** People and the centre come through the API; thousands of stations, and programs without files, straight into the tables. */
export async function makeWorld(
  sql: Database,
  { url, printed }: { url: string; printed: string },
  size: WorldSize,
): Promise<World> {
  const code = /"code":\s*"([^"]+)"/.exec(printed)?.[1] ?? '';
  const administrator = await ApiPerson.accept(url, code, 'quan.tri', 'Quản trị');
  const { id: centreId } = await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm' });
  const editor = await administrator.invite('bien.tap', 'Biên tập', 'editor', { kind: 'centre', id: centreId });
  const { groupId, stationIds } = await makeStations(sql, centreId, size.stations);
  const items = await makePrograms(sql, centreId, { count: size.items, seconds: SECONDS.item });
  const singles = await makePrograms(sql, centreId, { count: size.singles, seconds: SECONDS.single });
  await sql.query('ANALYZE');
  // Signs in here, and not in the first call that is timed.
  await editor.get('/entries');
  return { administrator, editor, centreId, stationIds, groupId, items, singles };
}

async function makeStations(sql: Database, centreId: string, count: number) {
  await sql.query(
    `INSERT INTO units (id, name, kind, created_at) SELECT uuidv7(), 'Xã ' || n, 'xã', now() FROM generate_series(1, $1::int) n`,
    [count],
  );
  await sql.query(
    `INSERT INTO stations (id, unit_id, name, time_zone, technology, opened_on, created_at)
     SELECT uuidv7(), id, 'Đài ' || lower(name), $1, 'ip', '2022-01-01', now() FROM units`,
    [TIME_ZONE],
  );
  await sql.query(
    'INSERT INTO centre_stations (centre_id, station_id, served_from) SELECT $1, id, opened_on FROM stations',
    [centreId],
  );
  const group = await sql.query<{ id: string }>(
    `INSERT INTO station_groups (id, centre_id, name, created_at) VALUES (uuidv7(), $1, 'Mọi đài', now()) RETURNING id`,
    [centreId],
  );
  const groupId = group.rows[0]?.id ?? '';
  await sql.query('INSERT INTO station_group_members (group_id, station_id) SELECT $1, id FROM stations', [groupId]);
  const { rows } = await sql.query<{ id: string }>('SELECT id FROM stations ORDER BY id');
  return { groupId, stationIds: rows.map(({ id }) => id) };
}

/** Programs that somebody else than their author has approved; their audio is rows only. @returns their ids */
async function makePrograms(
  sql: Database,
  centreId: string,
  { count, seconds }: { count: number; seconds: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `WITH wanted AS MATERIALIZED (
       SELECT uuidv7() AS id, n, ${sha256Of(`'original ' || n || ' of ' || $3`)} AS original
       FROM generate_series(1, $2::int) n),
     audio AS (
       INSERT INTO audio (sha256, kind, bytes, stored_at) SELECT original, 'original', 1000000, now() FROM wanted)
     INSERT INTO programs (id, centre_id, title, topic, genre, origin, language, state, original_sha256, seconds,
       created_by, created_at)
     SELECT w.id, $1, 'Bài ' || n, 'procedures', 'news', 'centre', 'vi', 'ready', original, $3::text::int, p.id, now()
     FROM wanted w, people p WHERE p.login = 'bien.tap' ORDER BY n
     RETURNING id`,
    [centreId, count, String(seconds)],
  );
  const ids = rows.map(({ id }) => id);
  await sql.query(
    `INSERT INTO originals (id, program_id, sha256, file_name, uploaded_by, uploaded_at)
     SELECT uuidv7(), id, original_sha256, 'bài.mp3', created_by, created_at FROM programs WHERE id = ANY ($1)`,
    [ids],
  );
  await makeRenditions(sql, ids);
  await approve(sql, ids);
  return ids;
}

async function makeRenditions(sql: Database, programIds: string[]): Promise<void> {
  await sql.query(
    `WITH made AS MATERIALIZED (
       SELECT original_sha256, seconds, ${sha256Of(`'rendition of ' || original_sha256`)} AS sha256
       FROM programs WHERE id = ANY ($1)),
     audio AS (
       INSERT INTO audio (sha256, kind, bytes, stored_at) SELECT sha256, 'rendition', 1000000, now() FROM made)
     INSERT INTO renditions (original_sha256, profile, sha256, bytes, seconds, media_type, made_at)
     SELECT original_sha256, 'speech', sha256, 1000000, seconds, 'audio/mpeg', now() FROM made`,
    [programIds],
  );
}

async function approve(sql: Database, programIds: string[]): Promise<void> {
  await sql.query(
    `INSERT INTO approvals (id, program_id, original_sha256, seconds, description, renditions, decision, decided_by,
       decided_at, in_force)
     SELECT uuidv7(), p.id, r.original_sha256, p.seconds, description_of(p), jsonb_build_object(r.profile, r.sha256),
       'approved', a.id, now(), '(,)'
     FROM programs p JOIN renditions r ON r.original_sha256 = p.original_sha256, people a
     WHERE p.id = ANY ($1) AND a.login = 'quan.tri'`,
    [programIds],
  );
  await sql.query(
    `INSERT INTO program_descriptions (program_id, during, title, topic, genre, origin, legal_texts, language)
     SELECT id, '(,)', title, topic, genre, origin, legal_texts, language FROM programs WHERE id = ANY ($1)`,
    [programIds],
  );
}
