import type { Sql } from '../platform/database/sql.js';
import type { RenditionHashes } from './rendition-hashes.js';

/** Knows the audio that stations get, and what was found in it. The module that transcodes provides it; without it the service does not start. */
export abstract class RenditionsDirectory {
  /** The newest renditions of each original, keyed by its SHA-256. An original without any has no key. */
  abstract newest(sql: Sql, originalSha256s: readonly string[]): Promise<Map<string, RenditionHashes>>;

  /** How many things an editor should know of each original, keyed by its SHA-256; without the same audio in other programs. */
  abstract findings(sql: Sql, originalSha256s: readonly string[]): Promise<Map<string, number>>;
}
