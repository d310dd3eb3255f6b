import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import type { Consequences } from '../planning/consequences.js';
import { localTime } from '../recurrence/wall-time.js';

export const presentConsequences = ({ rows, ...counts }: Consequences): ConsequencesView => ({
  ...counts,
  broadcasts: rows.map(({ startsAt, oldStartsAt, timeZone, ...row }) => ({
    ...row,
    startsAt: startsAt.toISOString(),
    localTime: localTime(startsAt, timeZone),
    oldLocalTime: oldStartsAt && localTime(oldStartsAt, timeZone),
  })),
});
