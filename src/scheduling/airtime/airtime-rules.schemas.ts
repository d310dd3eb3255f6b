import { z } from 'zod';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { Day, Name, WallClock, WallClockOrMidnight } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { RuleKind } from './rule-kind.js';
import { daysInOrder, isNoTime, namesEachDayOnce, NO_TIME, periodsApart, windowsApart } from './rule-checks.js';

const OVER_MIDNIGHT = '24:00 is the end of the day; at or before `from`, it is on the next day';
const Weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .refine(
    (days) => new Set(days).size === days.length,
    faultText({ vi: 'nêu một ngày hai lần', en: 'names a day twice' }),
  )
  .describe('ISO days on which it begins, 1 is Monday');

/** A window by the wall clock of each station. */
export const ClockWindow = z
  .strictObject({ from: WallClock, to: WallClockOrMidnight.describe(OVER_MIDNIGHT) })
  .refine((window) => !isNoTime(window), NO_TIME)
  .meta({ id: 'ClockWindow' });
export type ClockWindow = z.infer<typeof ClockWindow>;

/** A window on days of the week. */
export const WeekWindow = z
  .strictObject({ days: Weekdays, from: WallClock, to: WallClockOrMidnight.describe(OVER_MIDNIGHT) })
  .refine((window) => !isNoTime(window), NO_TIME)
  .meta({ id: 'WeekWindow' });
export type WeekWindow = z.infer<typeof WeekWindow>;

const Minutes = z.int().min(0).max(1_440).nullable();
export const Daypart = z
  .strictObject({
    name: Name.describe('As people call it, e.g. the morning'),
    days: Weekdays,
    from: WallClock,
    to: WallClockOrMidnight.describe(OVER_MIDNIGHT),
    minutes: Minutes.describe('Most minutes of programs that begin in it; null: no limit'),
  })
  .refine((daypart) => !isNoTime(daypart), NO_TIME)
  .meta({ id: 'Daypart' });
export type Daypart = z.infer<typeof Daypart>;

/** Days in a row without airtime, or with hours of their own. */
export const QuietDays = z
  .strictObject({
    name: Name.describe('As people call it, e.g. a holiday'),
    from: Day.describe('The first day'),
    until: Day.describe('The last day'),
    windows: z
      .array(ClockWindow)
      .max(20)
      .refine((windows) => windowsApart(windows.map((window) => ({ days: [1], ...window }))), {
        message: faultText({ vi: 'hai khung giờ chồng nhau', en: 'two windows overlap' }),
      })
      .nullable()
      .describe('The hours of these days; empty: no airtime; null: as on other days, whatever less specific rules say'),
  })
  .refine(daysInOrder, { path: ['until'], message: faultText({ vi: 'trước from', en: 'is before from' }) })
  .meta({ id: 'QuietDays' });
export type QuietDays = z.infer<typeof QuietDays>;

const OVERLAP = faultText({ vi: 'hai khung giờ trong tuần chồng nhau', en: 'two windows of the week overlap' });
const hours = { windows: z.array(WeekWindow).min(1).max(50).refine(windowsApart, OVERLAP) };
const dayparts = {
  minutesPerDay: Minutes.describe('Most minutes of programs in a day; null: no limit'),
  dayparts: z
    .array(Daypart)
    .max(50)
    .refine(windowsApart, OVERLAP)
    .refine((parts) => new Set(parts.map(({ name }) => name)).size === parts.length, {
      message: faultText({ vi: 'nêu một tên buổi hai lần', en: 'names a daypart twice' }),
    }),
};
const quiet = {
  days: z
    .array(QuietDays)
    .max(200)
    .refine(namesEachDayOnce, faultText({ vi: 'nêu một ngày hai lần', en: 'names a day twice' })),
};

/** What is stored of a rule, by its kind. */
export const HoursBody = z.object(hours);
export type HoursBody = z.infer<typeof HoursBody>;
export const DaypartsBody = z.object(dayparts);
export type DaypartsBody = z.infer<typeof DaypartsBody>;
export const QuietBody = z.object(quiet);
export type QuietBody = z.infer<typeof QuietBody>;

const dated = {
  from: Day.nullable().default(null).describe('The first day; null: it has always applied'),
  until: Day.nullable().default(null).describe('The last day; null: until further notice'),
};
const IN_ORDER = { path: ['until'], message: faultText({ vi: 'trước from', en: 'is before from' }) };
export const HoursPeriod = z.strictObject({ ...dated, ...hours }).refine(daysInOrder, IN_ORDER);
export const DaypartsPeriod = z.strictObject({ ...dated, ...dayparts }).refine(daysInOrder, IN_ORDER);
export const QuietPeriod = z.strictObject({ ...dated, ...quiet }).refine(daysInOrder, IN_ORDER);

const APART = faultText({ vi: 'hai giai đoạn chồng nhau', en: 'two periods overlap' });
const dryRun = z.boolean().default(false).describe('Only tell what it would change');
const periods = <Period extends z.ZodType<{ from: string | null; until: string | null }>>(period: Period) =>
  z
    .array(period)
    .max(50)
    .refine((all) => periodsApart(all), APART)
    .describe('All rules of this kind, by days; on days without one, less specific rules apply');

/** All rules of one kind of a centre, of a unit or of a station; they replace those that there are. */
export const NewAirtimeRules = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('hours'), periods: periods(HoursPeriod), dryRun }).meta({ id: 'NewHours' }),
    z
      .strictObject({ kind: z.literal('dayparts'), periods: periods(DaypartsPeriod), dryRun })
      .meta({ id: 'NewDayparts' }),
    z.strictObject({ kind: z.literal('quiet'), periods: periods(QuietPeriod), dryRun }).meta({ id: 'NewQuietDays' }),
  ])
  .meta({ id: 'NewAirtimeRules' });
export type NewAirtimeRules = z.infer<typeof NewAirtimeRules>;

export const AirtimeRulesView = z
  .object({
    kind: RuleKind,
    periods: z
      .array(z.union([HoursPeriod, DaypartsPeriod, QuietPeriod]))
      .describe('By day. On days without one, rules of the unit, then of the centre, then the settings apply'),
    revision: Revision,
  })
  .meta({ id: 'AirtimeRules' });
export type AirtimeRulesView = z.infer<typeof AirtimeRulesView>;
