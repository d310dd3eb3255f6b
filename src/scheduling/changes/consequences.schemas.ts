import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { BroadcastReason } from '../broadcasts/reasons.js';
import { CHANGE_KINDS } from '../planning/plan-changes.queries.js';
import { localTime } from '../recurrence/planning-span.js';
import type { Consequences } from './consequences.js';

/** What becomes of a broadcast. */
export const ChangeKind = codes('ChangeKind', {
  new: { vi: 'thêm', en: 'new' },
  returned: { vi: 'phát lại như cũ', en: 'planned again' },
  moved: { vi: 'đổi giờ', en: 'at another time' },
  replaced: { vi: 'đổi nội dung', en: 'other audio' },
  displaced: { vi: 'nhường giờ', en: 'displaced by a higher priority' },
  gap: { vi: 'không xếp được', en: 'cannot be planned' },
  gone: { vi: 'bỏ', en: 'taken off' },
} satisfies Record<(typeof CHANGE_KINDS)[number], { vi: string; en: string }>);

/** A broadcast that a change adds, changes or takes away. */
const ChangedBroadcast = z
  .object({
    broadcastId: z.uuid(),
    entryId: z.uuid(),
    stationId: z.uuid(),
    stationName: z.string(),
    programId: z.uuid(),
    title: z.string(),
    kind: ChangeKind,
    reason: BroadcastReason.nullable().describe('Why it is not planned any more; null when it is'),
    note: z.string().nullable().describe('The name of the quiet day or the daypart'),
    startsAt: z.iso.datetime(),
    localTime: z.string().describe('At the station, `YYYY-MM-DD HH:MM`'),
    oldLocalTime: z.string().nullable().describe('Of what has moved'),
    oldTitle: z.string().nullable().describe('Of what was replaced'),
  })
  .meta({ id: 'ChangedBroadcast' });

/** What a change does to the schedule of the planned days. */
export const ConsequencesView = z
  .object({
    totals: z.partialRecord(ChangeKind, z.int()).describe('How many broadcasts, by what becomes of them'),
    byReason: z.record(z.string(), z.int()).describe('How many are not planned any more, or cannot be, by reason code'),
    stations: z.int().describe('At how many stations'),
    byStation: z
      .array(z.object({ stationId: z.uuid(), changes: z.int() }))
      .describe('The 200 stations with the most changes'),
    broadcasts: z.array(ChangedBroadcast).describe('The first 200 by start'),
  })
  .meta({ id: 'Consequences' });
export type ConsequencesView = z.infer<typeof ConsequencesView>;

/** Nothing was to be done. */
export const NO_CONSEQUENCES: ConsequencesView = {
  totals: {},
  byReason: {},
  stations: 0,
  byStation: [],
  broadcasts: [],
};

export const presentConsequences = ({ rows, ...counts }: Consequences): ConsequencesView => ({
  ...counts,
  broadcasts: rows.map(({ startsAt, oldStartsAt, timeZone, ...row }) => ({
    ...row,
    startsAt: startsAt.toISOString(),
    localTime: localTime(startsAt, timeZone),
    oldLocalTime: oldStartsAt && localTime(oldStartsAt, timeZone),
  })),
});
