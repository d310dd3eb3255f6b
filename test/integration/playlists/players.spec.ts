import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aPlayableProgram } from '../../factories/playable.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { hasProgram, hasPython, playWithMpv, playWithVlc, PYTHON } from '../../support/players.js';
import { startService, type TestService } from '../../support/service.js';
import { soundFile } from '../../support/sound.js';

const READ_CALENDAR = `
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([[str(event['SUMMARY']), event['DTSTART'].dt.isoformat(), event['DTEND'].dt.isoformat()]
                  for event in calendar.walk('VEVENT')]))
`;

describe('players and calendars of Debian', () => {
  let service: TestService;
  let urls: { m3u8: string; next: string; xspf: string; ics: string };

  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    const centre = await centreWith(service);
    const station = await newStation(service, { servedBy: centre.id, name: 'Đài xã Bình Trị' });
    // The last is the longest, so that it is told apart.
    for (const [hour, seconds] of [1, 1, 2].entries()) {
      const sound = `sine=frequency=${400 + 100 * hour}:duration=${seconds}`;
      const content = await soundFile(sound, 'a.mp3', ['-ac', '1', '-b:a', '64k']);
      const program = await aPlayableProgram(service, { centreId: centre.id, title: `Bài, số ${hour}`, content });
      const startsAt = `2026-11-23T0${hour + 2}:00:00Z`;
      await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt, seconds });
    }
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const answer = await administrator.client.post<{ urls: typeof urls }>(`/stations/${station.id}/feed-tickets`);
    urls = answer.body.urls;
  });
  afterAll(() => service.stop());

  const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

  (hasProgram('mpv') ? it : it.skip)('mpv plays every item of the M3U lists', async () => {
    for (const url of [urls.m3u8, urls.next]) {
      const { printed, seconds } = await playWithMpv(url);
      expect(count(printed, /^playing http.*ticket=/gm)).toBe(3);
      expect(Math.abs(seconds - 4)).toBeLessThan(0.3);
    }
  });

  (hasProgram('cvlc') ? it : it.skip)('VLC plays every item of the M3U and XSPF lists', async () => {
    for (const url of [urls.m3u8, urls.next, urls.xspf]) {
      const { printed, seconds } = await playWithVlc(url);
      expect(count(printed, /using audio decoder module/g)).toBe(3);
      expect(Math.abs(seconds - 2)).toBeLessThan(0.3);
    }
  });

  (hasPython('icalendar') ? it : it.skip)('python3-icalendar reads the calendar', async () => {
    const input = Buffer.from(await (await fetch(urls.ics)).arrayBuffer());
    expect(JSON.parse(execFileSync(PYTHON, ['-c', READ_CALENDAR], { input, encoding: 'utf8' }))).toEqual([
      ['Bài, số 0', '2026-11-23T02:00:00+00:00', '2026-11-23T02:00:01+00:00'],
      ['Bài, số 1', '2026-11-23T03:00:00+00:00', '2026-11-23T03:00:01+00:00'],
      ['Bài, số 2', '2026-11-23T04:00:00+00:00', '2026-11-23T04:00:02+00:00'],
    ]);
  });
});
