import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';
import { Day, GivenId, WallClock } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { EntryPriority } from '../terms/entry.entity.js';

const START_WITHIN_SECONDS = 120;
/** Above every sensible ENTRY_STATIONS_MAX, which is the limit. */
const MOST_IDS = 5_000;
const AT_MOST = 'at most ENTRY_STATIONS_MAX of them (2,000 unless it is set otherwise)';
const MOST_EXTRA_DAYS = 100;
const eachOnce = (values: readonly unknown[]) => new Set(values).size === values.length;
const TWICE = {
  time: faultText({ vi: 'nêu một giờ hai lần', en: 'names a time twice' }),
  day: faultText({ vi: 'nêu một ngày hai lần', en: 'names a day twice' }),
  station: faultText({ vi: 'nêu một đài hai lần', en: 'names a station twice' }),
  group: faultText({ vi: 'nêu một nhóm hai lần', en: 'names a group twice' }),
};
const WRONG = {
  owners: faultText({
    vi: 'hãy nêu một trong hai: centreId hoặc stationId; mỗi mục chỉ có một chủ',
    en: 'give either centreId or stationId: an entry has one owner',
  }),
  ends: faultText({ vi: 'trước ngày đầu', en: 'is before the first day' }),
  nowhere: faultText({ vi: 'hãy nêu ít nhất một đài hoặc một nhóm', en: 'name at least one station or group' }),
  once: faultText({
    vi: 'sau ngày cuối có phát: không có rule thì mục chỉ phát vào startsOn và extraDays; muốn lặp, hãy nêu rule',
    en: 'is after the last day: without a rule the entry airs on startsOn and extraDays alone; give a rule for more',
  }),
  all: faultText({
    vi: 'everywhere đã là mọi đài; không nêu thêm đài hoặc nhóm',
    en: 'everywhere is all stations already: name no stations or groups beside it',
  }),
  ownOnly: faultText({
    vi: 'mục của riêng một đài thì chỉ dành cho đài đó',
    en: 'a station’s own entry is for that station only',
  }),
};

/** What an entry plays, when and where; days and times are local at each station. */
const WHAT = {
  programId: GivenId,
  startsOn: Day.describe('The first day. With a rule it is an anchor for intervals: only days that match count'),
  until: Day.nullable().describe('The last day; null until further notice'),
  rule: z
    .string()
    .max(1_000)
    .nullable()
    .describe('RRULE (RFC 5545) without DTSTART, e.g. FREQ=WEEKLY;BYDAY=MO,TH; null: only startsOn and extraDays'),
  extraDays: z.array(Day).max(MOST_EXTRA_DAYS).refine(eachOnce, TWICE.day).describe('Further days, as RDATE'),
  times: z.array(WallClock).min(1).max(24).refine(eachOnce, TWICE.time).describe('e.g. 05:15'),
  everywhere: z.boolean().describe('At all stations that the centre serves on the day, instead of stations and groups'),
  stationIds: z.array(GivenId).max(MOST_IDS).refine(eachOnce, TWICE.station).describe(`By name; ${AT_MOST}`),
  groupIds: z.array(GivenId).max(MOST_IDS).refine(eachOnce, TWICE.group).describe(`Groups of stations; ${AT_MOST}`),
  leftOut: z
    .array(GivenId)
    .max(MOST_IDS)
    .refine(eachOnce, TWICE.station)
    .describe('Stations of the groups, or of all, at which it does not air'),
};

/** An entry to place on the schedule. */
export const NewEntry = z
  .strictObject({
    centreId: GivenId.optional().describe('The owner, when a centre schedules'),
    stationId: GivenId.optional().describe('The owner, when a commune schedules at its own station'),
    priority: EntryPriority.default('normal'),
    startWithin: z
      .int()
      .min(0)
      .max(3_600)
      .default(START_WITHIN_SECONDS)
      .describe('Seconds late that still count; later is skipped'),
    ...WHAT,
    until: WHAT.until.default(null),
    rule: WHAT.rule.default(null),
    extraDays: WHAT.extraDays.default([]),
    everywhere: WHAT.everywhere.default(false),
    stationIds: WHAT.stationIds.default([]),
    groupIds: WHAT.groupIds.default([]),
    leftOut: WHAT.leftOut.default([]),
  })
  .superRefine((entry, { addIssue }) => {
    const refuse = (field: keyof typeof entry, message: string) => addIssue({ code: 'custom', path: [field], message });
    if ((entry.centreId === undefined) === (entry.stationId === undefined)) refuse('centreId', WRONG.owners);
    if (entry.until !== null && entry.until < entry.startsOn) refuse('until', WRONG.ends);
    const named = [entry.startsOn, ...entry.extraDays].toSorted().at(-1) ?? '';
    if (entry.until !== null && entry.rule === null && entry.until > named) refuse('until', WRONG.once);
    if (entry.extraDays.some((day) => day < entry.startsOn)) refuse('extraDays', WRONG.ends);
    const { stationId, stationIds, groupIds, everywhere } = entry;
    if (stationId === undefined && !everywhere && stationIds.length + groupIds.length === 0) {
      refuse('stationIds', WRONG.nowhere);
    }
    if (everywhere && stationIds.length > 0) refuse('stationIds', WRONG.all);
    if (everywhere && groupIds.length > 0) refuse('groupIds', WRONG.all);
    if (stationId === undefined) return;
    if (everywhere) refuse('everywhere', WRONG.ownOnly);
    if (groupIds.length > 0) refuse('groupIds', WRONG.ownOnly);
    if (stationIds.some((id) => id !== stationId)) refuse('stationIds', WRONG.ownOnly);
  })
  .meta({ id: 'NewEntry' });
export type NewEntry = z.infer<typeof NewEntry>;

/**
 * From a day on other terms begin; what is left out stays as it is, but for this: `everywhere` takes the place of stations and
 * groups, and these that of `everywhere`. What has begun is never touched.
 */
export const EntryChanges = z
  .strictObject({ from: Day.describe('The first day of the new terms, today at the earliest') })
  .extend(z.object(WHAT).partial().shape)
  .superRefine(({ from, until, everywhere, stationIds = [], groupIds = [] }, { addIssue }) => {
    const refuse = (field: keyof typeof WHAT, message: string) => addIssue({ code: 'custom', path: [field], message });
    if (until && until < from) refuse('until', WRONG.ends);
    if (everywhere && stationIds.length > 0) refuse('stationIds', WRONG.all);
    if (everywhere && groupIds.length > 0) refuse('groupIds', WRONG.all);
  })
  .meta({ id: 'EntryChanges' });
export type EntryChanges = z.infer<typeof EntryChanges>;

/** What is otherwise in a copy of an entry. */
export const CopyChanges = z
  .strictObject({ startsOn: WHAT.startsOn.describe('The first day of the copy') })
  .extend(z.object(WHAT).omit({ startsOn: true }).partial().shape)
  .superRefine(({ startsOn, until, extraDays = [], everywhere, stationIds = [], groupIds = [] }, { addIssue }) => {
    const refuse = (field: keyof typeof WHAT, message: string) => addIssue({ code: 'custom', path: [field], message });
    if (until && until < startsOn) refuse('until', WRONG.ends);
    if (extraDays.some((day) => day < startsOn)) refuse('extraDays', WRONG.ends);
    if (everywhere && stationIds.length > 0) refuse('stationIds', WRONG.all);
    if (everywhere && groupIds.length > 0) refuse('groupIds', WRONG.all);
  })
  .meta({ id: 'EntryCopyChanges' });
export type CopyChanges = z.infer<typeof CopyChanges>;

export const EntryWithdrawal = z
  .strictObject({
    because: linesOfText(500).describe('Shown with the entry and its broadcasts, and kept in the audit trail'),
  })
  .meta({ id: 'EntryWithdrawal' });
export type EntryWithdrawal = z.infer<typeof EntryWithdrawal>;
