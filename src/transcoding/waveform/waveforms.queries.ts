import type { Sql } from '../../platform/database/sql.js';

/** The waveform of an original: its peaks as `waveformOf` returns them, and a PNG of them. */
export interface Waveform {
  peaks: Uint8Array;
  picture: Uint8Array;
}

/** Stores the waveform of an original, or replaces it. */
export async function putWaveform(sql: Sql, originalSha256: string, { peaks, picture }: Waveform): Promise<void> {
  await sql.query(
    `INSERT INTO waveforms (original_sha256, peaks, picture) VALUES ($1, $2, $3)
     ON CONFLICT (original_sha256) DO UPDATE SET peaks = EXCLUDED.peaks, picture = EXCLUDED.picture`,
    [originalSha256, Buffer.from(peaks), Buffer.from(picture)],
  );
}

/** The peaks of an original; undefined until it is transcoded. */
export async function peaksOf(sql: Sql, originalSha256: string): Promise<Buffer | undefined> {
  const [row] = await sql.query<{ peaks: Buffer }>('SELECT peaks FROM waveforms WHERE original_sha256 = $1', [
    originalSha256,
  ]);
  return row?.peaks;
}

/** The picture of an original's waveform, a PNG; undefined until it is transcoded. */
export async function pictureOf(sql: Sql, originalSha256: string): Promise<Buffer | undefined> {
  const [row] = await sql.query<{ picture: Buffer }>('SELECT picture FROM waveforms WHERE original_sha256 = $1', [
    originalSha256,
  ]);
  return row?.picture;
}
