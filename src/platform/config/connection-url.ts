/** A password in an address is the reason of most faults; the address itself is never repeated, because of the password. */
const ENCODE =
  'characters such as @ : / ? # % in a user name or password are percent-encoded: @ is %40, / is %2F, # is %23';

/**
 * What is wrong with the address of a server, if anything.
 * @param protocols that it may have, without the colon
 */
export function connectionUrlFault(text: string, protocols: readonly string[]): string | undefined {
  const form = `${protocols.join(':// or ')}://user:password@host:port/…`;
  if (!protocols.some((protocol) => text.startsWith(`${protocol}://`))) return `must be ${form}`;
  if (!URL.canParse(text)) return `cannot be read as ${form}; ${ENCODE}`;
  const url = new URL(text);
  const authority = /^\w+:\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
  // With such a character the password ends too early, or the host begins too late.
  const isCutWrongly =
    authority.split('@').length > 2 || `${url.pathname}${url.search}`.includes('@') || url.hash !== '';
  if (isCutWrongly || !isDecodable(url.username) || !isDecodable(url.password)) return ENCODE;
  return undefined;
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
