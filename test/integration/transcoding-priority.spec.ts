import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { TranscodingsService } from '../../src/transcoding/transcodings.service.js';
import { entryWithBroadcasts } from '../factories/broadcast.factory.js';
import { withAudio } from '../factories/original.factory.js';
import { anApprovedProgram } from '../factories/program.factory.js';
import { centreWith, type TestStation } from '../factories/station.factory.js';
import { jobsIdle } from '../support/jobs-idle.js';
import { startService, type TestService } from '../support/service.js';
import { babble, soundFile } from '../support/sound.js';

const HOUR = 3_600_000;

describe('new audio for several programs at once', () => {
  let service: TestService;
  let centreId: string;
  let station: TestStation;
  let level = -20;
  beforeAll(async () => {
    service = await startService({ settings: { TRANSCODE_CONCURRENCY: '1' } });
    const centre = await centreWith(service, { stations: 1 });
    centreId = centre.id;
    [station] = centre.stations as [TestStation];
  });
  afterAll(() => service.stop());

  /** New audio for a program that was approved before. @returns the new original */
  async function newAudio(airs: { inHours?: number; priority?: 'normal' | 'emergency' }): Promise<string> {
    const program = await anApprovedProgram(service, { centreId });
    const { inHours, priority = 'normal' } = airs;
    if (inHours !== undefined) {
      const startsAt = [new Date(service.clock.now().getTime() + inHours * HOUR)];
      await entryWithBroadcasts(service, { stationId: station.id, programId: program.id, startsAt, priority });
    }
    const original = await withAudio(service, program, await soundFile(babble(1, (level -= 1)), 'a.wav'));
    // As it becomes when the approval is void: it returns with the next one.
    await service.sql(`UPDATE broadcasts SET withdrawn_at = now(), may_return = true WHERE program_id = $1`, [
      program.id,
    ]);
    return original;
  }

  it('is made ready in the order in which it is needed', async () => {
    const queue = service.get<Queue>(getQueueToken('transcoding') as never);
    await queue.pause();
    const handedIn = [
      await newAudio({}),
      await newAudio({ inHours: 30 }),
      await newAudio({ inHours: 2 }),
      await newAudio({ inHours: 50, priority: 'emergency' }),
    ];
    for (const original of handedIn) await service.get(TranscodingsService).request(original);
    await queue.resume();
    await jobsIdle(service, ['transcoding']);
    const rows = await service.sql<{ original: string; state: string }>(
      'SELECT original_sha256 AS original, state FROM transcodings ORDER BY heartbeat_at',
    );
    expect(rows).toEqual(handedIn.toReversed().map((original) => ({ original, state: 'ready' })));
  });
});
