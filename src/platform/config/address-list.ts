import { BlockList, isIP } from 'node:net';

/** Whether an address is on a list. */
export type AddressList = (address: string) => boolean;

/**
 * Parses addresses and ranges, e.g. `127.0.0.1,10.0.0.0/8,fd00::/8`.
 * @returns the parts that are not valid, when there are any; a range of everything is not valid
 */
export function readAddressList(text: string): AddressList | string[] {
  const list = new BlockList();
  const parts = text.split(',').map((part) => part.trim());
  const invalid = parts.filter((part) => !addTo(list, part));
  if (invalid.length > 0) return invalid;
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
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
