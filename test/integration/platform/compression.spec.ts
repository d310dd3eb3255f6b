import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Raw {
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** As it comes over the wire: `fetch` would unpack it. */
const raw = (url: string, headers: Record<string, string>): Promise<Raw> =>
  new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });

describe('an answer of text', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
  });
  afterAll(() => service.stop());

  it('is compressed as the client asks, and only then', async () => {
    const url = `${service.url}/api/openapi.json`;
    const plain = await raw(url, {});
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await raw(url, { 'accept-encoding': 'gzip' });
    expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual([
      'gzip',
      expect.stringContaining('accept-encoding'),
    ]);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    const brotli = await raw(url, { 'accept-encoding': 'br, gzip' });
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
  });

  it('is left alone when it is short', async () => {
    const { headers } = await raw(`${service.url}/health/live`, { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('is not compressed when a signature covers its bytes, nor is audio', async () => {
    const centreId = (await centreWith(service)).id;
    const program = await aPlayableProgram(service, { centreId });
    const station = await newStation(service, { servedBy: centreId });
    for (const hour of ['02', '03', '04', '05', '06', '07']) {
      const startsAt = `2026-11-23T${hour}:00:00Z`;
      await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt });
    }
    const device = await aStationClient(service, station);
    const headers = { authorization: `Bearer ${device.identity.token}`, 'accept-encoding': 'br, gzip' };
    const playlist = await raw(`${service.url}/api/v1/station/playlist`, headers);
    const [stored] = await service.sql<{ body: string }>('SELECT body FROM playlists');
    expect(playlist.headers['content-encoding']).toBeUndefined();
    expect(playlist.body.equals(Buffer.from(stored?.body ?? ''))).toBe(true);
    expect(playlist.body.length).toBeGreaterThan(1_024);
    // Checks the signature.
    expect(await device.pull()).toBe('new');
    const audio = await raw(`${service.url}/api/v1/station/audio/${program.rendition.sha256}`, headers);
    expect([audio.headers['content-encoding'], audio.headers['content-length']]).toEqual([
      undefined,
      String(program.rendition.bytes),
    ]);
    const part = await raw(`${service.url}/api/v1/station/audio/${program.rendition.sha256}`, {
      ...headers,
      range: 'bytes=0-9',
    });
    expect([part.headers['content-range'], part.body.length]).toEqual([`bytes 0-9/${program.rendition.bytes}`, 10]);
  });
});
