import { describe, expect, it } from '@jest/globals';
import { notAiredCsv } from './not-aired-csv.js';
import type { UnairedBroadcast } from './outcomes-report.queries.js';

const missed: UnairedBroadcast = {
  broadcastId: 'b',
  stationId: 's',
  stationName: 'Đài truyền thanh xã Bình Trung',
  day: '2026-11-17',
  time: '05:15',
  timeZone: 'Asia/Ho_Chi_Minh',
  startsAt: new Date('2026-11-16T22:15:00Z'),
  seconds: 24,
  title: 'Một cửa',
  outcome: 'missed',
  reason: null,
  provedSeconds: 0,
  said: null,
  note: null,
  saidBy: null,
  saidAt: null,
  silentSince: new Date('2026-11-15T20:10:00Z'),
};
const named = { segment: 'Cải cách hành chính', reasons: new Map([['power-cut', 'mất điện']]) };

describe('what did not air, as CSV', () => {
  it('has the columns in Vietnamese, and a row for each broadcast with the times at the station', () => {
    const denied = {
      outcome: 'aired',
      provedSeconds: 23.6,
      said: 'not-aired',
      reason: 'power-cut',
      note: 'Mất điện cả xã, từ 5 giờ',
      saidBy: 'Nguyễn Văn An',
      saidAt: new Date('2026-11-17T01:00:00Z'),
      silentSince: null,
    } as const;
    expect(notAiredCsv([missed, { ...missed, ...denied }], named).split('\r\n')).toEqual([
      '\uFEFFNgày,Giờ phát,Đài,Chuyên mục,Chương trình,Theo lịch (giây),Thiết bị ghi nhận (giây),Kết quả,Lý do,Ghi chú,Người ghi,Ghi lúc,Thiết bị mất kết nối từ',
      '2026-11-17,05:15,Đài truyền thanh xã Bình Trung,Cải cách hành chính,Một cửa,24,0,không ghi nhận,,,,,2026-11-16 03:10',
      '2026-11-17,05:15,Đài truyền thanh xã Bình Trung,Cải cách hành chính,Một cửa,24,24,"thiết bị ghi nhận đã phát, cán bộ báo không phát",mất điện,"Mất điện cả xã, từ 5 giờ",Nguyễn Văn An,2026-11-17 08:00,',
      '',
    ]);
  });
});
