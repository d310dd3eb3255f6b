import { createHash } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MediaStore } from '../../../src/platform/storage/media-store.js';
import type { HeldAudio, StationClient } from '../../../station-client/station-client.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import type { ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

const BYTES = 200_000;

describe('the audio of a station’s playlist', () => {
  let service: TestService;
  let program: ApprovedProgram;
  let device: StationClient;
  let foreign: StationClient;
  let audio: HeldAudio;
  let content: Buffer;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    const centre = await centreWith(service, { stations: 2 });
    const [station, other] = centre.stations;
    if (!station || !other) throw new Error('no stations');
    program = await aPlayableProgram(service, { centreId: centre.id, bytes: BYTES });
    await broadcastWith(service, {
      stationId: station.id,
      programId: program.id,
      startsAt: '2026-11-23T10:00:00Z',
      seconds: 60,
    });
    device = await aStationClient(service, station);
    foreign = await aStationClient(service, other);
    await device.pull();
    const [missing] = device.missingAudio();
    if (!missing) throw new Error('nothing to fetch');
    audio = missing;
    await device.fetchAudio(audio);
    content = device.audio.get(audio.sha256) ?? Buffer.alloc(0);
  });
  afterAll(() => service.stop());

  const get = (headers: Record<string, string> = {}, method = 'GET', by = device) =>
    fetch(`${service.url}${audio.url}`, {
      method,
      headers: { authorization: `Bearer ${by.identity.token}`, ...headers },
    });
  /** Reads to the end, too: an answer that nobody reads keeps its connection, and with it the tests, from ending. */
  const statusOf = async (headers: Record<string, string> = {}) => {
    const answer = await get(headers);
    await answer.arrayBuffer();
    return answer.status;
  };
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

  it('arrives whole, under its SHA-256, and may be cached for ever', async () => {
    expect(createHash('sha256').update(content).digest('hex')).toBe(audio.sha256);
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      etag: `"${audio.sha256}"`,
      'content-type': 'audio/mpeg',
      'content-length': String(BYTES),
      'accept-ranges': 'bytes',
    });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(await bytesOf(answer)).toEqual(content);
  });

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=199900-', 199_900, 199_999],
    ['bytes=-100', 199_900, 199_999],
    ['bytes=199999-300000', 199_999, 199_999],
  ])('gives the range %s', async (range, start, end) => {
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${BYTES}`);
    expect(answer.headers.get('content-length')).toBe(String(end - start + 1));
    expect(await bytesOf(answer)).toEqual(content.subarray(start, end + 1));
  });

  it('says how long the file is when a range begins after it', async () => {
    const answer = await get({ range: `bytes=${BYTES}-` });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${BYTES}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ code: 'range-not-satisfiable', size: BYTES });
  });

  it('is sent whole when If-Range names another file', async () => {
    expect(await statusOf({ range: 'bytes=5-', 'if-range': `"${audio.sha256}"` })).toBe(206);
    expect(await statusOf({ range: 'bytes=5-', 'if-range': '"another"' })).toBe(200);
    expect(await statusOf({ range: 'bytes=5-', 'if-range': `W/"${audio.sha256}"` })).toBe(200);
  });

  it('is not sent again to a client that holds it', async () => {
    const answer = await get({ 'if-none-match': `"${audio.sha256}"` });
    expect(answer.status).toBe(304);
    expect(await bytesOf(answer)).toHaveLength(0);
    expect(await statusOf({ 'if-none-match': `"${audio.sha256}"`, range: `bytes=${BYTES}-` })).toBe(304);
  });

  it('tells its length to HEAD without a body', async () => {
    const answer = await get({}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(BYTES));
    expect(await bytesOf(answer)).toHaveLength(0);
  });

  it('is resumed where a download broke off', async () => {
    const fresh = await aStationClient(service, device.identity.station as never);
    await fresh.pull();
    expect(await fresh.fetchAudio(audio, { breakAfter: 70_000 })).toBe('broken');
    expect(fresh.missingAudio()).toHaveLength(1);
    expect(await fresh.fetchAudio(audio)).toBe('whole');
    expect(fresh.audio.get(audio.sha256)).toEqual(content);
    expect(fresh.missingAudio()).toHaveLength(0);
  });

  it('does not exist for another station, nor without a token', async () => {
    const answer = await get({}, 'GET', foreign);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
    expect((await fetch(`${service.url}${audio.url}`)).status).toBe(401);
  });

  it('does not exist when its name is no SHA-256', async () => {
    const answer = await fetch(`${service.url}/api/v1/station/audio/..%2Fsecret`, {
      headers: { authorization: `Bearer ${device.identity.token}` },
    });
    expect(answer.status).toBe(400);
  });

  it('closes the file when the client hangs up', async () => {
    await new Promise<void>((resolve, reject) => {
      const call = request(
        `${service.url}${audio.url}`,
        { headers: { authorization: `Bearer ${device.identity.token}` } },
        (response) => response.once('data', () => response.destroy()).once('close', resolve),
      );
      call.once('error', reject).end();
    });
    expect(await statusOf()).toBe(200);
  });

  it('closes its file with the connection, however many requests were sent on it', async () => {
    const store = service.get(MediaStore);
    const opened: ReadStream[] = [];
    store.read = (...which) => {
      const file = MediaStore.prototype.read.apply(store, which);
      opened.push(file);
      return file;
    };
    const { port, hostname, host } = new URL(service.url);
    const head = `GET ${audio.url} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${device.identity.token}\r\n\r\n`;
    const client = connect(Number(port), hostname).pause();
    // More than the buffers of the connection hold.
    client.write(head.repeat(60));
    await until('a file is open', () => opened.length > 0);
    expect(await statusOf()).toBe(200);
    client.destroy();
    await until('all files are closed', () => opened.every(({ closed }) => closed), 20_000);
    store.read = MediaStore.prototype.read.bind(store);
  });

  it('is a clear problem when the file is gone from the disk', async () => {
    const store = service.get(MediaStore);
    await store.discard(store.pathOf('rendition', audio.sha256));
    const answer = await get();
    expect(answer.status).toBe(404);
    expect(answer.headers.get('etag')).toBeNull();
  });
});
