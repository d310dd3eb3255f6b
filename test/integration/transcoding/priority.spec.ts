import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { entryWithBroadcasts } from '../../factories/broadcast.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestStation } from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';

const HOUR = 3_600_000;

/** Audio that was handed in for a program. */
interface Handed {
  programId: string;
  original: string;
}

describe('new audio for several programs at once', () => {
  let service: TestService;
  let centreId: string;
  let station: TestStation;
  let handedIn = 0;
  beforeAll(async () => {
    service = await startService({ settings: { TRANSCODE_CONCURRENCY: '1' } });
    const centre = await centreWith(service, { stations: 1 });
    centreId = centre.id;
    [station] = centre.stations as [TestStation];
  });
  afterAll(() => service.stop());

  /** New audio for a program that was approved before. */
  async function newAudio(airs: { inHours?: number; priority?: 'normal' | 'emergency' } = {}): Promise<Handed> {
    const { id: programId, ...program } = await anApprovedProgram(service, { centreId });
    const { inHours, priority } = airs;
    // A worker refuses it at once; what is tested is when it begins.
    const content = Buffer.from(`no audio, number ${(handedIn += 1)}`);
    const original = await withAudio(service, { id: programId, ...program }, content);
    if (inHours !== undefined) await schedule(programId, inHours, priority);
    return { programId, original };
  }

  /** Has a program air in so many hours, and at no other time; the broadcast returns with the next approval. */
  async function schedule(programId: string, inHours: number, priority: 'normal' | 'emergency' = 'normal') {
    // At the next full ten minutes, so that it is ahead: a broadcast must not last over midnight, whatever the time of day is.
    const tenMinutes = HOUR / 6;
    const startsAt = [new Date(Math.ceil((service.clock.now().getTime() + inHours * HOUR) / tenMinutes) * tenMinutes)];
    await service.sql(
      "UPDATE broadcasts SET state = 'withdrawn', reason_code = 'entry-withdrawn' WHERE program_id = $1",
      [programId],
    );
    const [made] = await entryWithBroadcasts(service, { stationId: station.id, programId, startsAt, priority });
    await service.sql("UPDATE broadcasts SET state = 'gap', reason_code = 'program-not-approved' WHERE id = $1", [
      made?.id,
    ]);
  }

  const ask = ({ original }: Handed) => service.get(TranscodingsService).request(original);

  /** Nobody works until all is asked for; then one at a time. @returns the originals in the order in which they were begun */
  async function begunAfter(asking: () => Promise<void>): Promise<string[]> {
    const queue = service.get<Queue>(getQueueToken('transcoding') as never);
    await service.sql('DELETE FROM transcodings');
    await queue.pause();
    await asking();
    await queue.resume();
    await jobsIdle(service, ['transcoding']);
    const rows = await service.sql<{ original: string; state: string }>(
      'SELECT original_sha256 AS original, state FROM transcodings ORDER BY heartbeat_at',
    );
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['refused']));
    return rows.map(({ original }) => original);
  }

  const originals = (...handed: Handed[]) => handed.map(({ original }) => original);

  it('is transcoded in the order in which it is needed', async () => {
    const [days, none] = [await newAudio({ inHours: 30 }), await newAudio()];
    const [soon, warning] = [await newAudio({ inHours: 2 }), await newAudio({ inHours: 50, priority: 'emergency' })];
    const begun = await begunAfter(async () => {
      for (const one of [days, none, soon, warning]) await ask(one);
    });
    expect(begun).toEqual(originals(warning, soon, none, days));
  });

  it('comes first of all when it is a warning that is on no schedule yet, also when that is said while it waits', async () => {
    const [soon, normal] = [await newAudio({ inHours: 0.5 }), await newAudio()];
    const [urgent, warning] = [await newAudio(), await newAudio()];
    await service.sql(`UPDATE programs SET priority = 'priority' WHERE id = $1`, [urgent.programId]);
    const begun = await begunAfter(async () => {
      for (const one of [normal, soon, urgent, warning]) await ask(one);
      await service.sql(`UPDATE programs SET priority = 'emergency' WHERE id = $1`, [warning.programId]);
    });
    expect(begun).toEqual(originals(warning, soon, urgent, normal));
  });

  it('has its turn sooner when a second program with the same audio airs sooner', async () => {
    const [first, second, other] = [await newAudio({ inHours: 20 }), await newAudio({ inHours: 10 }), await newAudio()];
    const begun = await begunAfter(async () => {
      await ask(first);
      await ask(second);
      await service.sql('UPDATE programs SET original_sha256 = $2 WHERE id = $1', [other.programId, first.original]);
      await schedule(other.programId, 1);
      await ask(first);
    });
    expect(begun).toEqual(originals(first, second));
  });

  it('keeps its turn before what came later and airs later, however near that is when it comes', async () => {
    const [first, second] = [await newAudio({ inHours: 1 }), await newAudio()];
    const begun = await begunAfter(async () => {
      await ask(first);
      service.clock.moveTo(new Date(service.clock.now().getTime() + 0.9 * HOUR));
      await schedule(second.programId, 0.6);
      await ask(second);
    });
    expect(begun).toEqual(originals(first, second));
  });

  it('has its turn sooner when it is put on the schedule, or moved nearer, while it waits', async () => {
    const [first, second, third] = [await newAudio({ inHours: 3 }), await newAudio(), await newAudio({ inHours: 9 })];
    const begun = await begunAfter(async () => {
      for (const one of [first, second, third]) await ask(one);
      await schedule(second.programId, 2);
      await schedule(third.programId, 1);
    });
    expect(begun).toEqual(originals(third, second, first));
  });
});
