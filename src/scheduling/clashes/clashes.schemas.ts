import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { GivenOperation } from '../operations/operations.schemas.js';

/** What somebody can do about a clash. */
export const WayOut = codes('WayOut', {
  'replace-other': {
    vi: 'Bỏ mục kia ở chỗ hai mục trùng nhau, rồi xếp mục này.',
    en: 'Take the other entry away where the two meet, and place this one.',
  },
  'after-it': { vi: 'Phát ngay sau khi mục kia kết thúc.', en: 'Air it as soon as the other one ends.' },
  shift: {
    vi: 'Phát vào giờ trống gần nhất trong cùng buổi.',
    en: 'Air it at the nearest free time of the same daypart.',
  },
  'skip-stations': {
    vi: 'Xếp mục này mà bỏ ra các đài có trùng giờ.',
    en: 'Place it without the stations where they meet.',
  },
  'only-this-occurrence': {
    vi: 'Xếp như cũ; chỉ lượt phát bị trùng thì dời hoặc bỏ.',
    en: 'Place it as it is; only the occurrence that meets the other is moved or skipped.',
  },
});
export type WayOut = z.infer<typeof WayOut>;

/** One side of a clash. Instants are in UTC. What the caller may not know of is null. */
export const ClashSide = z.object({
  entryId: z.uuid().nullable(),
  broadcastId: z.uuid().nullable(),
  programId: z.uuid().nullable(),
  title: z.string().nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type ClashSide = z.infer<typeof ClashSide>;

/** Operations that solve a clash as they are: they are sent to POST /schedule/changes. */
export const FoundWayOut = z.object({
  code: WayOut,
  detail: z.string(),
  operations: z.array(GivenOperation).describe('Instead of what was asked for, the rest of it included'),
});
export type FoundWayOut = z.infer<typeof FoundWayOut>;

/** Two airings that overlap at a station. */
export const ClashView = z.object({
  stationId: z.uuid(),
  stationName: z.string(),
  localTime: z.string().describe('YYYY-MM-DD HH:MM at the station, when the wanted airing begins'),
  minutes: z.int().describe('Of overlap, rounded up'),
  wanted: ClashSide,
  planned: ClashSide,
  waysOut: z
    .array(FoundWayOut)
    .describe(
      'Each solves all clashes of the wanted entry. Where they would be long, they are at the first of them only',
    ),
});
export type ClashView = z.infer<typeof ClashView>;
