import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** What is wrong at a station, the gravest first. */
export const StationTrouble = codes('StationTrouble', {
  lost: { vi: 'mất kết nối', en: 'connection lost' },
  'no-device': { vi: 'chưa có thiết bị', en: 'no device' },
  'no-playlist': { vi: 'thiết bị chưa nhận lịch phát', en: 'the device has not pulled the playlist' },
  'older-playlist': { vi: 'lịch phát trên thiết bị đã cũ', en: 'the device holds an older playlist' },
  'audio-missing': { vi: 'thiết bị chưa tải đủ âm thanh', en: 'the device does not hold all audio' },
  'clusters-broken': { vi: 'có cụm loa hỏng', en: 'a loudspeaker cluster does not work' },
});
export type StationTrouble = z.infer<typeof StationTrouble>;

/** Which playlist the devices of a station hold, as far as they report. */
export const HeldPlaylist = codes('HeldPlaylist', {
  newest: { vi: 'mới nhất', en: 'newest' },
  older: { vi: 'bản cũ', en: 'older' },
  none: { vi: 'chưa có', en: 'none' },
});
export type HeldPlaylist = z.infer<typeof HeldPlaylist>;

/** How stations are ordered: by name, or by their gravest trouble and then by name, closed ones last. */
export const OverviewOrder = codes('OverviewOrder', {
  name: { vi: 'theo tên', en: 'by name' },
  trouble: { vi: 'có vấn đề trước', en: 'trouble first' },
});
export type OverviewOrder = z.infer<typeof OverviewOrder>;
