import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import { localTime } from '../recurrence/wall-time.js';
import type { Consequences } from './consequences.js';

export const presentConsequences = ({ rows, ...counts }: Consequences): ConsequencesView => ({
  ...counts,
  broadcasts: rows.map(({ startsAt, oldStartsAt, timeZone, ...row }) => ({
    ...row,
    startsAt: startsAt.toISOString(),
    localTime: localTime(startsAt, timeZone),
    oldLocalTime: oldStartsAt && localTime(oldStartsAt, timeZone),
  })),
});
