import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Feed } from './feed.js';
import { icalendar } from './icalendar.js';
import { m3u, xspf } from './playlist-formats.js';

const feedOf = (title: string): Feed => ({
  station: { id: 's', name: 'Đài xã Bình Trị', timeZone: 'Asia/Ho_Chi_Minh' },
  issuedAt: new Date('2026-11-23T01:00:00Z'),
  items: [
    {
      broadcastId: '0190a000-0000-7000-8000-000000000001',
      startsAt: new Date('2026-11-23T22:00:00Z'),
      endsAt: new Date('2026-11-23T22:01:00Z'),
      title,
      topic: 'procedures',
      seconds: 59.6,
      url: 'https://vang.example/api/v1/station/audio/ab?ticket=x',
    },
  ],
});

const unfold = (calendar: string): string => calendar.replaceAll('\r\n ', '');

describe('the M3U feed', () => {
  it('shows the local time and the title in Vietnamese before each address', () => {
    expect(m3u(feedOf('Cải cách thủ tục')).split('\n')).toEqual([
      '#EXTM3U',
      '#PLAYLIST:Đài xã Bình Trị',
      '#EXTINF:60,05:00 Cải cách thủ tục',
      'https://vang.example/api/v1/station/audio/ab?ticket=x',
      '',
    ]);
  });

  it('lets no title smuggle in a line of its own', () => {
    const lines = m3u(feedOf('Bài\r\nhttp://elsewhere.example/x.mp3\u2028#EXTM3U')).split(/[\r\n\u2028]/);
    expect(lines).toHaveLength(5);
  });
});

describe('the XSPF feed', () => {
  it('escapes what XML keeps for itself and drops what it cannot hold', () => {
    const text = xspf(feedOf('<Hỏi> & "đáp"\u0000\u000B'));
    expect(text).toContain('<title>05:00 &lt;Hỏi&gt; &amp; &quot;đáp&quot;</title>');
    expect(text).toContain('<duration>59600</duration>');
    expect(text).not.toContain('\u0000');
  });
});

describe('the calendar feed', () => {
  it('writes events in UTC', () => {
    const lines = unfold(icalendar(feedOf('Thông báo; nước, điện'))).split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:0190a000-0000-7000-8000-000000000001@vang',
        'DTSTAMP:20261123T010000Z',
        'DTSTART:20261123T220000Z',
        'DTEND:20261123T220100Z',
        String.raw`SUMMARY:Thông báo\; nước\, điện`,
      ]),
    );
  });

  it('folds every line to 75 octets and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const calendar = icalendar(feedOf(`Chuyên mục cải cách hành chính ${title}`));
        const lines = calendar.split('\r\n');
        for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(calendar).toString()).toBe(calendar);
        expect(unfold(calendar).split('\r\n')).toHaveLength(unfold(icalendar(feedOf('x'))).split('\r\n').length);
      }),
    );
  });
});
