import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/database/sql.js';
import { RenditionsDirectory } from '../../programs/renditions.directory.js';
import { newestHashes, numbersOfFindings } from './renditions.queries.js';

/** Tells which renditions an approval of a program is about, and how much was found in its audio. */
@Injectable()
export class NewestRenditionsDirectory extends RenditionsDirectory {
  async newest(sql: Sql, originalSha256s: readonly string[]): Promise<Map<string, Record<string, string>>> {
    const found = new Map<string, Record<string, string>>();
    if (originalSha256s.length === 0) return found;
    for (const { originalSha256, profile, sha256 } of await newestHashes(sql, originalSha256s)) {
      found.set(originalSha256, { ...found.get(originalSha256), [profile]: sha256 });
    }
    return found;
  }

  async findings(sql: Sql, originalSha256s: readonly string[]): Promise<Map<string, number>> {
    if (originalSha256s.length === 0) return new Map();
    const rows = await numbersOfFindings(sql, originalSha256s);
    return new Map(rows.map(({ originalSha256, findings }) => [originalSha256, findings]));
  }
}
