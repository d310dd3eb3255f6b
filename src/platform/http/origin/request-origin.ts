/** What tells where a request comes from. */
export interface RequestOrigin {
  method: string;
  /** `Sec-Fetch-Site`, set by browsers towards https and loopback addresses; pages cannot change it. */
  site: string | undefined;
  /** `Origin`, set by browsers for every write. */
  origin: string | undefined;
  /** Whether it carries cookies, which a browser adds whoever made the request. */
  hasCookie: boolean;
  /** Whether it carries a bearer token, which no other site can make a browser send. */
  hasBearer: boolean;
}

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a write may come from a page of another site, in a browser of a person who did not intend it (CSRF; also login
 * CSRF, before there is a cookie). `same-site` counts as another site: sibling hosts and other ports of the same domain
 * belong to others. A write with a cookie must prove where it comes from; without a cookie, programs that send neither
 * header are let through.
 * @param own the origin under which the service is reached, e.g. `https://vang.example.vn`
 */
export function isFromElsewhere(request: RequestOrigin, own: string): boolean {
  const { method, site, origin, hasCookie, hasBearer } = request;
  if (READING.includes(method) || hasBearer) return false;
  // `none` is the person: an address typed in, or a form sent again.
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin !== undefined) return origin !== own;
  return hasCookie;
}
