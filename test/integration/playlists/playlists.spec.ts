import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { PlaylistsService } from '../../../src/playlists/versions/playlists.service.js';
import { BroadcastsChanged } from '../../../src/scheduling/broadcasts/broadcasts-changed.event.js';
import { NotTrusted, type StationClient } from '../../../station-client/station-client.js';
import { broadcastWith, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { type ApprovedProgram, aProgram, approve, withOriginal } from '../../factories/program.factory.js';
import { centreWith, newStation, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday 08:00 at the stations.
const MORNING = '2026-11-23T01:00:00Z';

describe('the playlist of a station', () => {
  let service: TestService;
  let centreId: string;
  let program: ApprovedProgram;
  let station: TestStation;
  let device: StationClient;

  beforeAll(async () => {
    service = await startService({ at: MORNING });
    service.clock.stop();
    centreId = (await centreWith(service)).id;
    program = await aPlayableProgram(service, { centreId, title: 'Một cửa điện tử', topic: 'procedures' });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(MORNING);
    station = await newStation(service, { servedBy: centreId });
    device = await aStationClient(service, station);
  });

  const plan = (startsAt: string) =>
    broadcastWith(service, { stationId: station.id, programId: program.id, startsAt, seconds: 60 });
  const withdraw = async (id: string) => {
    await withdrawBroadcast(service, id);
    await service.get(EventEmitter2).emitAsync(BroadcastsChanged.name, new BroadcastsChanged([station.id]));
  };
  const raw = (headers: Record<string, string> = {}) =>
    fetch(`${service.url}/api/v1/station/playlist`, {
      headers: { authorization: `Bearer ${device.identity.token}`, ...headers },
    });
  const itemIds = () => device.playlist?.items.map(({ broadcastId }) => broadcastId);

  it('says what to play for seven local days, signed over the exact bytes', async () => {
    const soon = await plan('2026-11-23T10:00:00Z');
    await plan('2026-11-30T10:00:00Z');
    expect(await device.pull()).toBe('new');
    expect(device.playlist).toMatchObject({
      station: station.id,
      version: 1_795_395_600,
      validFrom: '2026-11-22T17:00:00.000Z',
      validUntil: '2026-11-29T17:00:00.000Z',
      timeZone: 'Asia/Ho_Chi_Minh',
      stop: [],
      filler: null,
    });
    expect(device.playlist?.items).toEqual([
      {
        broadcastId: soon.id,
        startsAt: '2026-11-23T10:00:00.000Z',
        endsAt: '2026-11-23T10:01:00.000Z',
        title: 'Một cửa điện tử',
        topic: 'procedures',
        priority: 'normal',
        audio: {
          ...program.rendition,
          type: 'audio/mpeg',
          url: `/api/v1/station/audio/${program.rendition.sha256}`,
        },
        startWithin: 120,
      },
    ]);
  });

  it('stays the same to the byte until its content changes', async () => {
    await plan('2026-11-23T10:00:00Z');
    const first = await (await raw()).text();
    service.clock.moveBy({ seconds: 3_600 });
    const second = await raw();
    expect(await second.text()).toBe(first);
    expect(second.headers.get('content-encoding')).toBeNull();
    await device.pull();
    expect(await device.pull()).toBe('unchanged');
  });

  it.each([
    ['the tag', (tag: string) => tag],
    ['a weak tag', (tag: string) => `W/${tag}`],
    ['a list', (tag: string) => `"other", ${tag}`],
    ['anything', () => '*'],
  ])('answers 304 without a body to a device that holds it: %s', async (_, write) => {
    const tag = (await raw()).headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    const answer = await raw({ 'if-none-match': write(tag) });
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('etag')).toBe(tag);
  });

  it('grows by a version when the local day moves on', async () => {
    await plan('2026-11-30T10:00:00Z');
    await device.pull();
    const before = device.playlist?.version ?? 0;
    service.clock.moveTo('2026-11-23T16:59:59Z');
    expect(await device.pull()).toBe('unchanged');
    service.clock.moveTo('2026-11-23T17:00:00Z');
    expect(await device.pull()).toBe('new');
    expect(device.playlist?.version).toBeGreaterThan(before);
    expect(device.playlist?.items).toHaveLength(1);
  });

  it('grows by a version when an item is withdrawn, at once', async () => {
    const [kept, withdrawn] = [await plan('2026-11-23T10:00:00Z'), await plan('2026-11-24T10:00:00Z')];
    await device.pull();
    await withdraw(withdrawn.id);
    expect(await device.pull()).toBe('new');
    expect(itemIds()).toEqual([kept.id]);
    expect(device.playlist?.stop).toEqual([]);
  });

  it('contains a change that was not announced within PLAYLIST_RECHECK_SECONDS', async () => {
    await device.pull();
    await plan('2026-11-23T10:00:00Z');
    service.clock.moveBy({ seconds: 60 });
    expect(await device.pull()).toBe('new');
  });

  it('stops an item that is on the air when it is withdrawn, until its end has passed', async () => {
    const playing = await plan('2026-11-23T10:00:00Z');
    await device.pull();
    service.clock.moveTo('2026-11-23T10:00:30Z');
    await withdraw(playing.id);
    await device.pull();
    expect(device.playlist).toMatchObject({ items: [], stop: [playing.id] });
    // It may have begun two minutes late.
    service.clock.moveTo('2026-11-23T10:02:59Z');
    expect(await device.pull()).toBe('unchanged');
    service.clock.moveTo('2026-11-23T10:03:00Z');
    await device.pull();
    expect(device.playlist?.stop).toEqual([]);
  });

  it('does not stop an item that began late and goes on after midnight, unless it is withdrawn', async () => {
    const playing = await plan('2026-11-23T16:58:30Z');
    await device.pull();
    service.clock.moveTo('2026-11-23T17:00:10Z');
    await device.pull();
    expect(device.playlist).toMatchObject({ validFrom: '2026-11-23T17:00:00.000Z', items: [], stop: [] });
    await withdraw(playing.id);
    await device.pull();
    expect(device.playlist?.stop).toEqual([playing.id]);
  });

  it('stops a withdrawn item also at a device that missed the version without it', async () => {
    const item = await plan('2026-11-23T10:00:00Z');
    await device.pull();
    await withdraw(item.id);
    const other = await aStationClient(service, station);
    await other.pull();
    service.clock.moveTo('2026-11-23T10:00:20Z');
    await device.pull();
    expect(device.playlist).toMatchObject({ items: [], stop: [item.id] });
  });

  it('carries no item without audio, and takes it up once the audio is there', async () => {
    const unfinished = await aProgram(service, { centreId });
    const original = await withOriginal(service, unfinished);
    await approve(service, unfinished.id, original);
    await service.sql(`UPDATE programs SET state = 'ready', seconds = 60 WHERE id = $1`, [unfinished.id]);
    await broadcastWith(service, {
      stationId: station.id,
      programId: unfinished.id,
      startsAt: '2026-11-23T10:00:00Z',
    });
    await device.pull();
    expect(device.playlist?.items).toEqual([]);
    await service.sql(
      `INSERT INTO renditions SELECT $1, profile, sha256, bytes, seconds, media_type, lufs, true_peak, made_at
       FROM renditions WHERE original_sha256 = $2`,
      [original, program.originalSha256],
    );
    await approve(service, unfinished.id, original);
    service.clock.moveBy({ seconds: 60 });
    await device.pull();
    expect(device.playlist?.items).toHaveLength(1);
  });

  it('serves the common rendition where the station’s own profile has none', async () => {
    station = await newStation(service, { servedBy: centreId, audioProfile: 'lean' });
    device = await aStationClient(service, station);
    await plan('2026-11-23T10:00:00Z');
    await device.pull();
    expect(device.playlist?.items[0]?.audio.sha256).toBe(program.rendition.sha256);
  });

  it('gives pulls at the same moment the same version', async () => {
    await plan('2026-11-23T10:00:00Z');
    const answers = await Promise.all(Array.from({ length: 12 }, () => raw()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    expect(await service.sql('SELECT version FROM playlists WHERE station_id = $1', [station.id])).toHaveLength(1);
  });

  it('never gives a version that is not greater, also when the clock was set back', async () => {
    await device.pull();
    const before = device.playlist?.version ?? 0;
    service.clock.moveTo('2026-11-20T01:00:00Z');
    await plan('2026-11-21T10:00:00Z');
    await device.pull();
    expect(device.playlist?.version).toBe(before + 1);
  });

  it('is refused by a device when another station’s comes, or one with another signature', async () => {
    await device.pull();
    const elsewhere = await aStationClient(service, await newStation(service, { servedBy: centreId }));
    elsewhere.identity.station = station;
    await expect(elsewhere.pull()).rejects.toThrow(NotTrusted);
    const stranger = await startService({ at: MORNING });
    const { identity } = await aStationClient(stranger, await newStation(stranger));
    await stranger.stop();
    const [mine] = device.identity.playlistKeys;
    device.identity.playlistKeys = identity.playlistKeys.map((key) => ({ ...key, kid: mine?.kid ?? '' }));
    await plan('2026-11-23T10:00:00Z');
    service.clock.moveBy({ seconds: 60 });
    await expect(device.pull()).rejects.toThrow('forged');
  });

  it('is not for callers without a device’s token', async () => {
    const answer = await fetch(`${service.url}/api/v1/station/playlist`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'device-not-recognised' });
  });

  it('deletes versions after PLAYLIST_KEEP_DAYS, but never the one in force', async () => {
    await device.pull();
    await plan('2026-11-23T10:00:00Z');
    service.clock.moveBy({ seconds: 60 });
    await device.pull();
    const versions = () => service.sql('SELECT version FROM playlists WHERE station_id = $1', [station.id]);
    service.clock.moveTo('2026-12-22T01:00:00Z');
    await service.get(PlaylistsService).deleteOld();
    expect(await versions()).toHaveLength(2);
    service.clock.moveTo('2026-12-24T01:00:00Z');
    await service.get(PlaylistsService).deleteOld();
    expect(await versions()).toEqual([{ version: device.playlist?.version }]);
  });
});
