import { createHash } from 'node:crypto';

/** SHA-256 of the renditions of one original, by profile. */
export type RenditionHashes = Record<string, string>;

/** One SHA-256 for all of them, whatever their order. */
export function hashOfRenditions(renditions: RenditionHashes): string {
  const sorted = Object.entries(renditions).toSorted(([one], [other]) => Number(one > other) - Number(one < other));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
