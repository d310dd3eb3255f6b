import { z } from 'zod';
import { countedPageOf, CountedQuery } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { linesOfText, SearchText } from '../../platform/http/text.js';
import { Day, GivenId, QueryFlag, WallClock } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { EntryPriority, EntryWithdrawnReason } from '../terms/entry.entity.js';
import { ExceptionView } from './exceptions.schemas.js';

const START_WITHIN_SECONDS = 120;
/** Above every sensible ENTRY_STATIONS_MAX. */
const MOST_IDS = 5_000;
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
  everywhere: z.boolean().describe('At all stations that the centre serves on the day'),
  stationIds: z.array(GivenId).max(MOST_IDS).refine(eachOnce, TWICE.station),
  groupIds: z.array(GivenId).max(MOST_IDS).refine(eachOnce, TWICE.group),
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
    if (entry.extraDays.some((day) => day < entry.startsOn)) refuse('extraDays', WRONG.ends);
    const { stationId, stationIds, groupIds, everywhere } = entry;
    if (stationId === undefined && !everywhere && stationIds.length + groupIds.length === 0) {
      refuse('stationIds', WRONG.nowhere);
    }
    if (stationId === undefined) return;
    if (everywhere) refuse('everywhere', WRONG.ownOnly);
    if (groupIds.length > 0) refuse('groupIds', WRONG.ownOnly);
    if (stationIds.some((id) => id !== stationId)) refuse('stationIds', WRONG.ownOnly);
  })
  .meta({ id: 'NewEntry' });
export type NewEntry = z.infer<typeof NewEntry>;

/** From a day on other terms begin; what is left out stays as it is. What has begun is never touched. */
export const EntryChanges = z
  .strictObject({ from: Day.describe('The first day of the new terms, today at the earliest') })
  .extend(z.object(WHAT).partial().shape)
  .superRefine(({ from, until }, { addIssue }) => {
    if (until && until < from) addIssue({ code: 'custom', path: ['until'], message: WRONG.ends });
  })
  .meta({ id: 'EntryChanges' });
export type EntryChanges = z.infer<typeof EntryChanges>;

export const EntryWithdrawal = z
  .strictObject({
    because: linesOfText(500).describe('Shown with the entry and its broadcasts, and kept in the audit trail'),
  })
  .meta({ id: 'EntryWithdrawal' });
export type EntryWithdrawal = z.infer<typeof EntryWithdrawal>;

export const EntriesQuery = CountedQuery.extend({
  centreId: GivenId.optional().describe('Entries that this centre owns'),
  search: SearchText.optional().describe(
    'Words of the title of a program, in any order; case and diacritics do not matter',
  ),
  stationId: GivenId.optional().describe('Entries that air at this station on one of the days asked for'),
  programId: GivenId.optional(),
  from: Day.optional().describe('Valid on this day or later; where an entry airs is asked from today on when left out'),
  until: Day.optional().describe('Valid on this day or earlier'),
  withdrawn: QueryFlag.optional().describe('true: only withdrawn entries; false: only those in force'),
});
export type EntriesQuery = z.infer<typeof EntriesQuery>;

/** Of so many stations and groups an answer has the names, so that an entry for a province does not carry thousands. */
export const MOST_NAMES = 10;

const Person = z.object({ id: z.uuid(), name: z.string() });

/** How an entry is from one day to another. */
export const TermsView = z
  .object({
    from: z.iso.date(),
    until: z.iso.date().nullable(),
    programId: z.uuid(),
    title: z.string().describe('Of the program in its newest version'),
    startsOn: z.iso.date(),
    rule: z.string().nullable(),
    extraDays: z.array(z.iso.date()),
    times: z.array(z.string()).describe('Sorted; a place in it, from 0, is a slot'),
    everywhere: z.boolean(),
    stationIds: z.array(z.uuid()).describe('The named stations that the caller may see'),
    stationNames: z.array(z.string()).describe(`Of the first ${MOST_NAMES} of them`),
    groupIds: z.array(z.uuid()).describe('Shown to those who see all of the owner'),
    groupNames: z.array(z.string()).describe(`Of the first ${MOST_NAMES} of them`),
    leftOut: z.array(z.uuid()).describe('Those that the caller may see'),
  })
  .meta({ id: 'EntryTerms' });
export type TermsView = z.infer<typeof TermsView>;

export const EntryView = z
  .object({
    id: z.uuid(),
    centreId: z.uuid().nullable(),
    stationId: z.uuid().nullable(),
    ownerName: z.string().describe('Of the centre or the station'),
    priority: EntryPriority,
    startWithin: z.int(),
    terms: z.array(TermsView).describe('In the order of their days'),
    exceptions: z.array(ExceptionView).describe('Those in force; of stations that the caller may see'),
    revision: Revision,
    placedAt: z.iso.datetime(),
    placedBy: Person,
    withdrawnAt: z.iso.datetime().nullable(),
    withdrawnBy: Person.nullable(),
    withdrawnNote: z.string().nullable().describe('The words of the person who withdrew it'),
    withdrawnReason: EntryWithdrawnReason.nullable().describe('Why the service withdrew it'),
  })
  .meta({ id: 'Entry' });
export type EntryView = z.infer<typeof EntryView>;

export const NextAiring = z
  .object({
    broadcastId: z.uuid(),
    stationId: z.uuid(),
    programId: z.uuid(),
    onDay: z.iso.date().describe('With `slot` what an exception names, wherever it is moved'),
    slot: z.int(),
    airsOn: z.iso.date(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    note: z
      .enum(['clock-twice'])
      .nullable()
      .describe('clock-twice: its time comes twice that night; this is the first'),
  })
  .meta({ id: 'NextAiring' });
export const EntryDetails = EntryView.extend({
  nextAirings: z.array(NextAiring).describe('The next broadcasts, at most 50'),
}).meta({ id: 'EntryDetails' });
export type EntryDetails = z.infer<typeof EntryDetails>;

export const PlacedEntry = EntryDetails.extend({
  planned: z.int().describe('Number of broadcasts planned now; later ones follow day by day'),
  missed: z
    .array(z.object({ localTime: z.string(), stationIds: z.array(z.uuid()) }))
    .describe('Times of today that are over already, local at the stations'),
}).meta({ id: 'PlacedEntry' });
export type PlacedEntry = z.infer<typeof PlacedEntry>;

export const EntryPage = countedPageOf(EntryView).meta({ id: 'EntryPage' });
