import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import { RenditionsService } from '../../../src/transcoding/rendition/renditions.service.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aStationClient } from '../../factories/playable.factory.js';
import { aProgram, approve, type TestProgram } from '../../factories/program.factory.js';
import { centreWith, type TestStation } from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';

describe('two stations that play the same program', () => {
  let service: TestService;
  let administrator: TestPerson;
  let program: TestProgram;
  let original: string;
  let metered: StationClient;
  let common: StationClient;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    const centre = await centreWith(service, { stations: 2 });
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    program = await aProgram(service, { centreId: centre.id });
    original = await withAudio(service, program, await readFile(join(projectRoot(), 'media/samples/procedures.m4a')));
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    await approve(service, program.id, original);
    const [one, other] = centre.stations;
    if (!one || !other) throw new Error('no stations');
    [metered, common] = [await scheduledAt(one), await scheduledAt(other)];
  });
  afterAll(() => service.stop());

  async function scheduledAt(station: TestStation): Promise<StationClient> {
    const startsAt = '2026-11-23T10:00:00Z';
    await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt });
    return aStationClient(service, station);
  }

  /** What a station is to play, and the bytes that it is given for it, which its client has checked. */
  async function pulled(device: StationClient) {
    await device.pull();
    await device.fetchMissingAudio();
    const audio = device.playlist?.items[0]?.audio;
    return { audio, beginning: device.audio.get(audio?.sha256 ?? '')?.toString('latin1', 0, 36) };
  }

  async function made(profile: 'speech' | 'lean') {
    const rendition = (await service.get(RenditionsService).find([original], profile)).get(original);
    if (!rendition) throw new Error(`there is no ${profile} rendition`);
    const { sha256, bytes, mediaType } = rendition;
    return { sha256, bytes, type: mediaType };
  }

  it('get the MP3 that every receiver plays', async () => {
    for (const device of [metered, common]) {
      const { audio } = await pulled(device);
      expect(audio).toMatchObject({ ...(await made('speech')), type: 'audio/mpeg' });
    }
  });

  it('get Opus of half the size and MP3, once one of them is set to lean', async () => {
    const { id } = metered.identity.station;
    expect((await administrator.client.edit(`/stations/${id}`, { audioProfile: 'lean' })).status).toBe(200);
    service.clock.moveBy({ seconds: 61 });
    const [thin, thick] = [await pulled(metered), await pulled(common)];
    expect(thin.audio).toMatchObject({ ...(await made('lean')), type: 'audio/ogg' });
    expect(thin.beginning).toMatch(/^OggS.*OpusHead/s);
    expect(thick.audio).toMatchObject({ ...(await made('speech')), type: 'audio/mpeg' });
    expect(thin.audio?.bytes).toBeLessThan(0.6 * (thick.audio?.bytes ?? 0));
  });

  it('are each served what is on their own playlist, with its media type', async () => {
    const served = async (by: StationClient, { sha256 }: { sha256: string }) => {
      const answer = await fetch(`${service.url}/api/v1/station/audio/${sha256}`, {
        headers: { authorization: `Bearer ${by.identity.token}` },
      });
      await answer.arrayBuffer();
      return { status: answer.status, type: answer.headers.get('content-type') };
    };
    expect(await served(metered, await made('lean'))).toEqual({ status: 200, type: 'audio/ogg' });
    expect(await served(common, await made('speech'))).toEqual({ status: 200, type: 'audio/mpeg' });
    expect(await served(common, await made('lean'))).toMatchObject({ status: 404 });
  });
});
