import { BlockList, isIP } from 'node:net';

/** Whether to believe the X-Forwarded-For of the proxy at `address`, `hop` proxies away (0 is the direct connection). */
export type TrustsProxy = (address: string, hop: number) => boolean;

const ADVICE =
  'say how many proxies of your own stand in front (1), or which (127.0.0.1,10.0.0.0/8); ' +
  'true would believe whatever address a client claims';

/**
 * Parses TRUST_PROXY: `false`, the number of proxies between the service and the clients, or their addresses and ranges.
 * @returns undefined when no proxy is trusted; a string says what is wrong
 */
export function readTrustedProxies(setting: string): TrustsProxy | undefined | string {
  const text = setting.trim().toLowerCase();
  if (text === '' || text === 'false' || text === '0') return undefined;
  // Fastify's own hop count trusts no proxy since 5.12, so hops are counted here.
  if (/^[1-9]\d?$/.test(text)) return (_address, hop) => hop < Number(text);
  const trusted = new BlockList();
  const invalid = text.split(',').filter((part) => !addTo(trusted, part.trim()));
  if (invalid.length > 0) return `${invalid.map((part) => part.trim()).join(', ')} is no address: ${ADVICE}`;
  return (address) => isIP(address) !== 0 && trusted.check(address, familyOf(address));
}

/** Adds one address or range; false when it is not valid, or a range of everything. */
function addTo(list: BlockList, part: string): boolean {
  const [address = '', length, ...rest] = part.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || rest.length > 0) return false;
  if (length === undefined) {
    list.addAddress(address, familyOf(address));
    return true;
  }
  if (!/^\d{1,3}$/.test(length) || Number(length) < 1 || Number(length) > bits) return false;
  list.addSubnet(address, Number(length), familyOf(address));
  return true;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
