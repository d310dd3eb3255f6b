import { isIPv6 } from 'node:net';

/** An IPv6 /64, the network of one customer, has four groups of 16 bits. */
const NETWORK_GROUPS = 4;

/**
 * The key for rate limits by address. A client with one IPv6 address can use any address of its /64, so the whole /64
 * counts as one; an IPv4 address counts for itself, also in its IPv6 notation.
 * @param address from the socket or a trusted proxy; undefined when the connection is closed already
 */
export function clientNetwork(address: string | undefined): string {
  if (address === undefined) return '';
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(plain)) return address;
  const [before = '', after] = plain.split('::');
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(after === undefined ? 0 : 8 - (head?.length ?? 0) - (tail?.length ?? 0)).fill('0');
  const groups = [...(head ?? []), ...zeros, ...(tail ?? [])].slice(0, NETWORK_GROUPS);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
