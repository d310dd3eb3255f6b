import { readAddressList } from './address-list.js';

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
  const trusted = readAddressList(text);
  if (typeof trusted === 'function') return (address) => trusted(address);
  return `${trusted.join(', ')} is no address: ${ADVICE}`;
}
