import { z } from 'zod';
import { codes } from '../platform/words/codes.js';
import { BroadcastReason } from './reasons.schemas.js';

/** What a plan does to an occurrence at a station. `gone`: it does not occur any more, or was withdrawn. */
export const ChangeKind = codes('ChangeKind', {
  new: { vi: 'thêm', en: 'new' },
  returned: { vi: 'phát lại như cũ', en: 'planned again' },
  moved: { vi: 'đổi giờ', en: 'at another time' },
  replaced: { vi: 'đổi nội dung', en: 'other audio' },
  displaced: { vi: 'nhường giờ', en: 'displaced by a higher priority' },
  gap: { vi: 'không xếp được', en: 'cannot be planned' },
  gone: { vi: 'bỏ', en: 'taken off' },
});
export type ChangeKind = z.infer<typeof ChangeKind>;

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

/** How far consequences look. */
export const PlannedUntil = z.iso
  .date()
  .describe(
    'The last planned day, in the zone of the service: `consequences` tell of the days until then, and nothing of later ones',
  );

/** Nothing was to be done. */
export const NO_CONSEQUENCES: ConsequencesView = {
  totals: {},
  byReason: {},
  stations: 0,
  byStation: [],
  broadcasts: [],
};

/** Of a change of stations or programs, which is planned with it unless it is large or the schedule is busy. */
export const ConsequencesOrNull = ConsequencesView.nullable().describe(
  'Null when they are planned right after this answer: at more than 256 stations, or while others change the schedule for long; also in the answer to a request that is sent again',
);

/** Of a change that can be tried first. */
export const DryRun = z.boolean().default(false).describe('Only tell what it would change');
