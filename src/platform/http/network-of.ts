import { isIPv6 } from 'node:net';

/** Groups of 16 bits in the part of an IPv6 address that names the network of one customer: /64. */
const NETWORK_GROUPS = 4;

/**
 * Whom limits by address count together. Who has one IPv6 address has as many as they like of its /64, so that all of
 * those are one; an IPv4 address is itself, also when it is written as an IPv6 one.
 * @param address as a socket or a trusted proxy tells it
 */
export function networkOf(address: string): string {
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
