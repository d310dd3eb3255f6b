import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { type TestCentre, type TestStation, centreWith, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface FeedTicket {
  ticket: string;
  expiresAt: string;
  urls: { m3u8: string; next: string; xspf: string; ics: string };
}

describe('the feeds of a station', () => {
  let service: TestService;
  let centre: TestCentre;
  let station: TestStation;
  let ticket: FeedTicket;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    centre = await centreWith(service);
    station = await newStation(service, { servedBy: centre.id, name: 'Đài xã Bình Trị' });
    const program = await aPlayableProgram(service, { centreId: centre.id, title: 'Hỏi & đáp <CCHC>' });
    for (const startsAt of ['2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z']) {
      await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt, seconds: 60 });
    }
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const answer = await administrator.client.post<FeedTicket>(`/stations/${station.id}/feed-tickets`);
    expect(answer.status).toBe(201);
    ticket = answer.body;
  });
  afterAll(() => service.stop());

  const audioUrls = (list: string) => list.split('\n').filter((line) => line.startsWith('http'));

  it('play today’s items in any player, with URLs that need no header', async () => {
    const answer = await fetch(ticket.urls.m3u8);
    expect(answer.headers.get('content-type')).toContain('audio/x-mpegurl');
    const list = await answer.text();
    expect(list).toContain('#PLAYLIST:Đài xã Bình Trị\n#EXTINF:60,17:00 Hỏi & đáp <CCHC>\n');
    const [url, ...more] = audioUrls(list);
    expect(more).toEqual([]);
    const audio = await fetch(url ?? '', { headers: { range: 'bytes=0-9' } });
    expect(audio.status).toBe(206);
  });

  it('come as XSPF and as a calendar of the whole week too', async () => {
    expect(await (await fetch(ticket.urls.xspf)).text()).toContain('<title>17:00 Hỏi &amp; đáp &lt;CCHC&gt;</title>');
    const calendar = await fetch(ticket.urls.ics);
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    expect((await calendar.text()).match(/BEGIN:VEVENT/g)).toHaveLength(2);
  });

  it('tell what is next: what is over is gone, what is on the air stays, and tomorrow comes as far as its URLs work', async () => {
    const times = async (at: string) => {
      service.clock.moveTo(at);
      const answer = await fetch(ticket.urls.next);
      expect(answer.headers.get('content-type')).toBe('audio/x-mpegurl; charset=utf-8');
      return (await answer.text()).match(/(?<=,)\d\d:\d\d/g) ?? [];
    };
    expect(await times('2026-11-23T10:00:59Z')).toEqual(['17:00', '17:00']);
    expect(await times('2026-11-23T10:01:00Z')).toEqual(['17:00']);
    expect(await times('2026-11-23T09:59:00Z')).toEqual(['17:00']);
    service.clock.moveTo('2026-11-23T01:00:00Z');
  });

  it('come to the station’s device without a ticket', async () => {
    const { identity } = await aStationClient(service, station);
    const headers = { authorization: `Bearer ${identity.token}` };
    expect((await fetch(`${service.url}/api/v1/station/playlist.m3u8`, { headers })).status).toBe(200);
    expect((await fetch(`${service.url}/api/v1/station/playlist.m3u8`)).status).toBe(401);
  });

  it('open nothing else: a feed ticket fetches no audio, an audio ticket no other audio', async () => {
    const [url = ''] = audioUrls(await (await fetch(ticket.urls.m3u8)).text());
    const [path, audioTicket] = url.split('?ticket=');
    expect((await fetch(`${path}?ticket=${ticket.ticket}`)).status).toBe(401);
    const other = `${service.url}/api/v1/station/audio/${'0'.repeat(64)}?ticket=${audioTicket}`;
    expect((await fetch(other)).status).toBe(401);
    expect((await fetch(`${service.url}/api/v1/station/playlist?ticket=${ticket.ticket}`)).status).toBe(401);
    expect((await fetch(ticket.urls.m3u8.slice(0, -2))).status).toBe(401);
  });

  it('close when the time of their tickets is over', async () => {
    const [url = ''] = audioUrls(await (await fetch(ticket.urls.m3u8)).text());
    service.clock.moveBy({ seconds: 25 * 3_600 });
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(ticket.urls.m3u8)).status).toBe(200);
    service.clock.moveBy({ seconds: 90 * 86_400 });
    const answer = await fetch(ticket.urls.m3u8);
    expect(await answer.json()).toMatchObject({ status: 401, code: 'ticket-not-valid' });
    service.clock.moveTo('2026-11-23T01:00:00Z');
  });

  it('close at once when their tickets are ended, and open with a new one', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const path = `/stations/${station.id}/feed-tickets`;
    const [audio = ''] = audioUrls(await (await fetch(ticket.urls.m3u8)).text());
    for (let time = 1; time <= 2; time += 1) {
      expect((await administrator.client.delete(path)).status).toBe(204);
      for (const url of [...Object.values(ticket.urls), audio]) {
        expect(await (await fetch(url)).json()).toMatchObject({ status: 401, code: 'ticket-not-valid' });
      }
      ticket = (await administrator.client.post<FeedTicket>(path)).body;
      expect((await fetch(ticket.urls.m3u8)).status).toBe(200);
    }
    const trail = "SELECT did FROM audit_entries WHERE thing_id = $1 AND did = 'feed-ticket.end'";
    expect(await service.sql(trail, [station.id])).toHaveLength(2);
  });

  it('of another station stay open when tickets are ended', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const other = await newStation(service, { servedBy: centre.id });
    await administrator.client.delete(`/stations/${other.id}/feed-tickets`);
    expect((await fetch(ticket.urls.m3u8)).status).toBe(200);
  });

  it('close with their station', async () => {
    const close = (on: string | null) =>
      service.sql('UPDATE stations SET closed_on = $2 WHERE id = $1', [station.id, on]);
    await close('2026-11-24');
    expect((await fetch(ticket.urls.ics)).status).toBe(200);
    await close('2026-11-23');
    expect((await fetch(ticket.urls.ics)).status).toBe(401);
    await close(null);
  });

  it('need tickets from people who manage devices there, and the audit trail names them', async () => {
    const elsewhere = await personWith(service, 'administrator', {
      kind: 'centre',
      id: (await centreWith(service)).id,
    });
    expect((await elsewhere.client.post(`/stations/${station.id}/feed-tickets`)).status).toBe(404);
    const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    expect((await operator.client.post(`/stations/${station.id}/feed-tickets`)).status).toBe(403);
    expect(
      await service.sql(`SELECT did FROM audit_entries WHERE thing_id = $1 AND did = 'feed-ticket.issue'`, [
        station.id,
      ]),
    ).toHaveLength(3);
  });
});
