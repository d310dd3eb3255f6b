import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centreWith, newDevice, newGroup, newUnit } from '../factories/station.factory.js';
import { startService, type TestService } from '../support/service.js';

describe('stations made for tests', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('stand in the database with all that belongs to them', async () => {
    const centre = await centreWith(service, { stations: 2 });
    const [first] = centre.stations;
    if (!first) throw new Error('no station');
    await newGroup(service, centre.id, [first.id]);
    await newDevice(service, first.id);
    await newUnit(service, { code: '21061' });
    const [count] = await service.sql<{ stations: number }>('SELECT count(*) AS stations FROM centre_stations');
    expect(count?.stations).toBe(2);
  });
});
