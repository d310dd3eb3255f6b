const TAG = /(?:W\/)?("[^"]*")/g;

/**
 * Whether `If-None-Match` says that the client has this version, so that the answer is 304
 * (RFC 9110 §13.1.2: a list or `*`, with weak comparison).
 */
export function clientHolds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return [...ifNoneMatch.matchAll(TAG)].some(([, tag]) => tag === etag);
}
