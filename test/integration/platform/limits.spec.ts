import { afterEach, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { centreWith, newDevice } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

let service: TestService;
afterEach(() => service.stop());

/** Guesses an enrolment code through a proxy that appends `address` to what the client claims to be. */
const guessFrom = async (address: string, claimed = '') => {
  const forwarded = [claimed, address].filter((text) => text !== '').join(', ');
  const guess = { code: 'AAAAAAAA', name: 'Máy phát' };
  const answer = await clientOf(service.url).post('/station/enrol', guess, { 'x-forwarded-for': forwarded });
  return answer.body['code'];
};

describe('an address behind a proxy', () => {
  it.each([
    ['that is named', '127.0.0.1'],
    ['that is counted', '1'],
  ])('%s is the one that the proxy appended, whatever the client claims to be', async (_, TRUST_PROXY) => {
    service = await startService({ settings: { TRUST_PROXY, ENROLMENT_FAILURES_PER_HOUR: '2' } });
    expect(await guessFrom('203.0.113.7', '198.51.100.1')).toBe('enrolment-code-refused');
    expect(await guessFrom('203.0.113.7', '198.51.100.2, 198.51.100.3')).toBe('enrolment-code-refused');
    expect(await guessFrom('203.0.113.7', '127.0.0.1')).toBe('too-many-enrolment-failures');
    // The neighbour's guesses are counted on their own.
    expect(await guessFrom('203.0.113.8', '203.0.113.7')).toBe('enrolment-code-refused');
  });

  it('is nobody’s claim where no proxy is trusted', async () => {
    service = await startService({ settings: { ENROLMENT_FAILURES_PER_HOUR: '1' } });
    expect(await guessFrom('203.0.113.7')).toBe('enrolment-code-refused');
    expect(await guessFrom('203.0.113.8')).toBe('too-many-enrolment-failures');
  });
});

describe('a client that sends too many requests', () => {
  it('gets 429 with the seconds to wait, while others are served', async () => {
    service = await startService({ settings: { TRUST_PROXY: '1', REQUESTS_PER_MINUTE: '3' } });
    const ask = (address: string) => clientOf(service.url).get('/me', { 'x-forwarded-for': address });
    for (const _ of [1, 2, 3]) expect((await ask('203.0.113.7')).status).toBe(401);
    const refused = await ask('203.0.113.7');
    expect(refused).toMatchObject({ status: 429, body: { status: 429, code: 'too-many-requests' } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await ask('203.0.113.8')).status).toBe(401);
  });

  it('does not make the probes of the same address fail', async () => {
    service = await startService({ settings: { REQUESTS_PER_MINUTE: '3' } });
    const statusOf = async (path: string) => (await fetch(`${service.url}${path}`)).status;
    for (const _ of [1, 2, 3, 4]) await statusOf('/api/v1/me');
    expect(await statusOf('/api/v1/me')).toBe(429);
    expect(await statusOf('/health/ready')).toBe(200);
    for (const _ of [1, 2, 3, 4]) expect(await statusOf('/health/live')).toBe(200);
  });

  it('gets it as a device, too, whatever the address, while other devices are served', async () => {
    const settings = { TRUST_PROXY: '1', DEVICE_REQUESTS_PER_MINUTE: '10' };
    service = await startService({ at: '2026-11-15T20:00:00Z', settings });
    service.clock.stop();
    const { stations } = await centreWith(service, { stations: 1 });
    const [device, other] = [
      await newDevice(service, stations[0]?.id ?? ''),
      await newDevice(service, stations[0]?.id ?? ''),
    ];
    const ask = ({ client }: typeof device, number: number) =>
      client.get('/station/playlist', { 'x-forwarded-for': `203.0.113.${number}` });
    for (let number = 1; number <= 10; number += 1) expect((await ask(device, number)).status).not.toBe(429);
    const refused = await ask(device, 11);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(refused.headers.get('retry-after')).toBe('6');
    expect((await ask(other, 11)).status).not.toBe(429);
    service.clock.moveBy({ seconds: 6 });
    expect((await ask(device, 11)).status).not.toBe(429);
  });
});
