import { BlockList, isIP } from 'node:net';

/** Whether the machine at `address`, `hop` steps away (0 is the one that is connected), may say who called it. */
export type TrustsProxy = (address: string, hop: number) => boolean;

const WHAT_TO_SAY =
  'say how many proxies of your own stand in front (1), or which (127.0.0.1,10.0.0.0/8); ' +
  'true would believe whatever address a client claims';

/**
 * Reads TRUST_PROXY: `false`, the number of proxies between the service and the clients, or their addresses and ranges.
 * @returns undefined when nobody is trusted; a text says what is wrong
 */
export function readTrustedProxies(setting: string): TrustsProxy | undefined | string {
  const text = setting.trim().toLowerCase();
  if (text === '' || text === 'false' || text === '0') return undefined;
  // Fastify's own hop count trusts nobody since 5.12, so it is counted here.
  if (/^[1-9]\d?$/.test(text)) return (_address, hop) => hop < Number(text);
  const trusted = new BlockList();
  const strangers = text.split(',').filter((part) => !addTo(trusted, part.trim()));
  if (strangers.length > 0) return `${strangers.map((part) => part.trim()).join(', ')} is no address: ${WHAT_TO_SAY}`;
  return (address) => isIP(address) !== 0 && trusted.check(address, familyOf(address));
}

/** Adds one address or range; false when it is none, or a range of everything. */
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
