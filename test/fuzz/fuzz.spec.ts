import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ROLES } from '../../src/identity/permissions.js';
import { broadcastWith } from '../factories/broadcast.factory.js';
import { anApprovedProgram } from '../factories/program.factory.js';
import { personWith } from '../factories/person.factory.js';
import { centreWith, newDevice } from '../factories/station.factory.js';
import { startService, type TestService } from '../support/service.js';
import { type Caller, fuzz } from './fuzz.js';

// `npm run test:fuzz -- --requests 10000 --seed 7` sets these.
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 500);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const SHOWN = 20;

let service: TestService;
const callers: Caller[] = [{ name: 'nobody', token: undefined }];
beforeAll(async () => {
  const plenty = '100000000';
  service = await startService({
    settings: {
      LOG_LEVEL: 'silent',
      REQUESTS_PER_MINUTE: plenty,
      DEVICE_REQUESTS_PER_MINUTE: plenty,
      DEVICE_PLAYS_PER_MINUTE: plenty,
    },
  });
  const centre = await centreWith(service, { stations: 2 });
  const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
  for (const { id: stationId } of centre.stations) {
    const startsAt = new Date(Math.floor(service.clock.now().getTime() / 60_000) * 60_000);
    await broadcastWith(service, { stationId, programId, startsAt });
  }
  const add = async (name: string, renew: () => Promise<string>) => callers.push({ name, token: await renew(), renew });
  for (const role of ROLES) {
    await add(role, async () => (await personWith(service, role)).token);
    const scope = { kind: 'centre', id: centre.id } as const;
    await add(`${role} of a centre`, async () => (await personWith(service, role, scope)).token);
  }
  await add('device', async () => (await newDevice(service, centre.stations[0]?.id ?? '')).token);
});
afterAll(() => service.stop());

it(`answers ${REQUESTS} random requests as its document says, and none as if it were the service's own fault`, async () => {
  const { failures, statuses, neverThrough } = await fuzz(service.url, { callers, seed: SEED, requests: REQUESTS });
  if (process.env['FUZZ_REQUESTS']) {
    process.stdout.write(`never answered 2xx: ${neverThrough.join(', ')}\n`);
    process.stdout.write(
      `${JSON.stringify({ name: 'fuzz', seed: SEED, requests: REQUESTS, statuses, failed: failures.length })}\n`,
    );
  }
  expect({ seed: SEED, failures: failures.slice(0, SHOWN) }).toEqual({ seed: SEED, failures: [] });
});
