import type { Sql } from '../platform/database/sql.js';
import type { RenditionHashes } from './rendition-hashes.js';

/** Knows the audio that stations get. The module that transcodes provides it; without it the service does not start. */
export abstract class RenditionsDirectory {
  /** The newest renditions of each original, keyed by its SHA-256. An original without any has no key. */
  abstract newest(sql: Sql, originalSha256s: readonly string[]): Promise<Map<string, RenditionHashes>>;
}
