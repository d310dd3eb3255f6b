const TAG = /(?:W\/)?("[^"]*")/g;

/**
 * Whether `If-None-Match` says that the client holds this version already, so that 304 is the answer
 * (RFC 9110 §13.1.2: a list or `*`, compared weakly).
 */
export function clientHolds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return [...ifNoneMatch.matchAll(TAG)].some(([, tag]) => tag === etag);
}
