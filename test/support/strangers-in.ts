import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { TestService } from './service.js';

/** Every file below the service's folders that is no original or rendition of which the database knows. */
export async function strangersIn({ mediaRoot, sql }: TestService): Promise<string[]> {
  const rows = await sql<{ kind: string; sha256: string }>(
    `SELECT 'originals' AS kind, sha256 FROM originals UNION SELECT 'renditions', sha256 FROM renditions`,
  );
  const known = new Set(rows.map(({ kind, sha256 }) => join(kind, sha256.slice(0, 2), sha256)));
  const found = await readdir(mediaRoot, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => !entry.isDirectory());
  return files
    .map((entry) => relative(mediaRoot, join(entry.parentPath, entry.name)))
    .filter((path) => !known.has(path));
}
