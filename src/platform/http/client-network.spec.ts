import { describe, expect, it } from '@jest/globals';
import { clientNetwork } from './client-network.js';

describe('the key of rate limits by address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::99', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is one of %s', (address, network) => expect(clientNetwork(address)).toBe(network));

  it('is empty for a connection that was closed before its request was looked at', () =>
    expect(clientNetwork(undefined)).toBe(''));

  it('differs for neighbouring networks', () =>
    expect(clientNetwork('2001:db8:1:2::1')).not.toBe(clientNetwork('2001:db8:1:3::1')));
});
