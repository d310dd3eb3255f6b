import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { formWith } from '../factories/audio.factory.js';
import { personWith } from '../factories/person.factory.js';
import { aStationClient } from '../factories/playable.factory.js';
import { centreWith, type TestCentre, type TestStation } from '../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../support/ffmpeg.js';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.js';
import { listenTo } from '../support/listen-to.js';
import { startService, type TestService } from '../support/service.js';
import { babble, soundFile } from '../support/sound.js';
import { until } from '../support/until.js';

/** In Vietnam, at eight in the morning. */
const FRIDAY = '2026-11-20T01:00:00Z';
const SATURDAY = '2026-11-21';
/** After it was on the air. */
const AN_HOUR_LATER = '2026-11-20T23:15:00Z';

/** `npm run demo -- --once`: the built demo in a process of its own, with the embedded PostgreSQL. */
async function seeDemo(): Promise<{ lines: string; csv: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-demo-'));
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: folder,
    PORT: '0',
    TRANSCODE_NICENESS: '0',
  };
  const demo = fileURLToPath(new URL('../../demo/main.js', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--once'], { env, cwd: folder });
    return { lines: stdout, csv: await readFile(join(folder, 'demo', 'airtime.csv'), 'utf8') };
  } finally {
    await discardEmbeddedPostgres(join(folder, 'demo'));
    await rm(folder, { recursive: true, force: true });
  }
}

function isTheWholeStory({ lines, csv }: { lines: string; csv: string }): void {
  expect(lines).toContain('8 of 8 ready');
  expect(lines).toMatch(/tried first: in the planned days (22|44) new, at 22 stations; nothing is stored/);
  expect(lines).toMatch(/placed, both or none: (22|44) new, at 22 stations/);
  expect(lines).toMatch(/Bình Thạnh: (\S+) 11:00 becomes \1 15:00/);
  expect(lines).toMatch(/every second week: \S+ 15:00(, \S+ 11:00){3}\n/);
  expect(lines).toContain('a clashing entry is refused: airtime-clash');
  expect(lines).toContain('after-it, sent as it is: 1 new, at 1 station');
  expect(lines).toContain('the week is as it was before');
  expect(lines).toContain('set: 44 cannot be planned (a quiet day), at 22 stations');
  expect(lines).toMatch(/17:15 .* 21 {2}ngày nghỉ phát: Quốc tang/);
  expect(lines).toContain('stopped at 22 stations: 0 of 22 devices are informed');
  expect(lines).toMatch(/lifted: 22 of 22 devices are informed, and their playlists have \d+ items as before/);
  expect(lines).toContain('the second time 2 duplicates, none counted');
  expect(lines).toContain('its plays come days late: 10 accepted');
  expect(lines).toContain('4 of 4 of the last two days found missed, as nothing came in time');
  expect(lines).toMatch(/21 trên 22 đài đã phát chuyên mục cải cách hành chính/);
  expect(lines).toContain('21 of 22 stations aired the CCHC segment this week');
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv.trim().split('\n')).toHaveLength(1 + 22 + 1);
}

describe('from upload to airtime report', () => {
  it('goes well in the demo, which needs nothing but Node and ends by itself', async () => {
    isTheWholeStory(await seeDemo());
  });
});

/** The same way once, for one program at one station: each queue has work on it. */
(hasRedis() ? describe : describe.skip)('from upload to airtime report, with queues in Redis', () => {
  let redis: TestRedis;
  let service: TestService;
  let centre: TestCentre;
  let station: TestStation;
  beforeAll(async () => {
    redis = await startRedis();
    const settings = { ...FFMPEG_OF_MACHINE, REDIS_URL: redis.url, SESSION_HOURS: '1000' };
    service = await startService({ at: FRIDAY, settings });
    centre = await centreWith(service, { stations: 1 });
    [station] = centre.stations as [TestStation];
  });
  afterAll(async () => {
    await service.stop();
    await redis.stop();
  });

  it('goes well', async () => {
    const at = { kind: 'centre', id: centre.id } as const;
    const [editor, approver, leader] = await Promise.all(
      (['editor', 'approver', 'leader'] as const).map(async (role) => (await personWith(service, role, at)).client),
    );
    if (!editor || !approver || !leader) throw new Error('three were to be made');
    const about = { centreId: centre.id, title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre' };
    const { id } = (await editor.post<{ id: string }>('/programs', about)).body;
    await editor.post(`/programs/${id}/audio`, formWith(await soundFile(babble(5), 'a.mp3'), { name: 'bản tin.mp3' }));
    const program = async () => (await editor.get<{ state: string; version: object }>(`/programs/${id}`)).body;
    await until('it is ready', async () => (await program()).state === 'ready');
    const approval = { decision: 'approved', version: (await program()).version };
    await listenTo(approver, id);
    expect(await approver.post(`/programs/${id}/approval`, approval)).toMatchObject({ status: 201 });
    const where = { centreId: centre.id, groupIds: [], stationIds: [station.id] };
    const when = { rule: null, times: ['05:15'], startsOn: SATURDAY, until: SATURDAY };
    const entry = { programId: id, priority: 'normal', ...where, ...when };
    expect(await editor.post('/entries', entry)).toMatchObject({ status: 201, body: { planned: 1 } });

    const device = await aStationClient(service, station);
    await until('it is in the playlist', async () => {
      await device.pull();
      return device.playlist?.items.length === 1;
    });
    expect(await device.fetchMissingAudio()).toBe(1);
    service.clock.moveTo(AN_HOUR_LATER);
    const plays = (device.playlist?.items ?? []).map((item) => device.playOf(item));
    expect(await device.sendPlays(plays)).toMatchObject({ accepted: 1 });

    const rolledUp = `SELECT proved_seconds AS proved FROM airtime_daily WHERE station_id = $1 AND proved_count = 1`;
    await until('it is rolled up', async () => (await service.sql(rolledUp, [station.id])).length === 1);
    const days = `centreId=${centre.id}&from=${SATURDAY}&until=${SATURDAY}&by=station`;
    expect(await leader.get(`/reports/airtime?${days}`)).toMatchObject({
      status: 200,
      body: { rows: [{ name: station.name, plannedSeconds: 5, provedSeconds: 5, missedSeconds: 0 }] },
    });
    const queues = ['transcoding', 'playback', 'reports'].map((name) =>
      service.get<Queue>(getQueueToken(name) as never),
    );
    const done = await Promise.all(queues.map((queue) => queue.getJobCountByTypes('completed')));
    expect(Math.min(...done)).toBeGreaterThan(0);
  });
});
