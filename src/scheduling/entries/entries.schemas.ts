import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { pageOf, PageQuery } from '../../platform/http/page.js';
import { linesOfText } from '../../platform/http/text.js';
import { Day, QueryFlag, WallClock } from '../../platform/http/wire.schemas.js';
import { type EntryPlaces, EntryPriority, Repeats } from './entry.entity.js';

const START_WITHIN_SECONDS = 120;
/** Above every sensible ENTRY_STATIONS_MAX. */
const MOST_IDS = 5_000;
const ONE_OWNER = faultText({
  vi: 'hãy nêu một trong hai: centreId hoặc stationId; mỗi mục chỉ có một chủ',
  en: 'give either centreId or stationId: an entry has one owner',
});
const BEFORE_VALID_FROM = faultText({ vi: 'trước validFrom', en: 'is before validFrom' });
const NO_WEEKDAY = faultText({ vi: 'hãy nêu ít nhất một ngày trong tuần', en: 'name at least one day of the week' });
const NO_WEEKDAYS_ONCE = faultText({
  vi: 'mục phát một lần thì không có ngày trong tuần',
  en: 'an entry for one date has no weekdays',
});
const ENDS_ON_ITS_DAY = faultText({
  vi: 'mục phát một lần thì kết thúc ngay trong ngày bắt đầu',
  en: 'an entry for one date ends on the day on which it begins',
});
const NO_STATION = faultText({ vi: 'hãy nêu ít nhất một đài hoặc một nhóm', en: 'name at least one station or group' });
const OWN_STATION_ONLY = faultText({
  vi: 'mục của riêng một đài thì chỉ dành cho đài đó',
  en: 'a station’s own entry is for that station only',
});

const eachOnce = (values: readonly unknown[]) => new Set(values).size === values.length;

/** An entry to place on the schedule. Days and times are local at each station. */
export const NewEntry = z
  .strictObject({
    centreId: z.uuid().optional().describe('The owner, when a centre schedules'),
    stationId: z.uuid().optional().describe('The owner, when a commune schedules at its own station'),
    programId: z.uuid(),
    priority: EntryPriority.default('normal'),
    repeats: Repeats,
    days: z
      .array(z.int().min(1).max(7))
      .max(7)
      .refine(eachOnce, faultText({ vi: 'nêu một ngày hai lần', en: 'names a day twice' }))
      .default([])
      .describe('ISO days, 1 is Monday; empty for one date'),
    times: z
      .array(WallClock)
      .min(1)
      .max(24)
      .refine(eachOnce, faultText({ vi: 'nêu một giờ hai lần', en: 'names a time twice' }))
      .describe('e.g. 05:15'),
    validFrom: Day.describe('The first day'),
    validUntil: Day.nullable().default(null).describe('The last day; null until further notice'),
    stationIds: z
      .array(z.uuid())
      .max(MOST_IDS)
      .refine(eachOnce, faultText({ vi: 'nêu một đài hai lần', en: 'names a station twice' }))
      .default([]),
    groupIds: z
      .array(z.uuid())
      .max(MOST_IDS)
      .refine(eachOnce, faultText({ vi: 'nêu một nhóm hai lần', en: 'names a group twice' }))
      .default([]),
    startWithin: z
      .int()
      .min(0)
      .max(3_600)
      .default(START_WITHIN_SECONDS)
      .describe('Seconds late that still count; later is skipped'),
  })
  .superRefine((entry, { addIssue }) => {
    const refuse = (field: keyof typeof entry, message: string) => addIssue({ code: 'custom', path: [field], message });
    if ((entry.centreId === undefined) === (entry.stationId === undefined)) {
      refuse('centreId', ONE_OWNER);
    }
    if (entry.validUntil !== null && entry.validUntil < entry.validFrom) {
      refuse('validUntil', BEFORE_VALID_FROM);
    }
    if (entry.repeats === 'weekly' && entry.days.length === 0) refuse('days', NO_WEEKDAY);
    if (entry.repeats === 'once' && entry.days.length > 0) refuse('days', NO_WEEKDAYS_ONCE);
    if (entry.repeats === 'once' && entry.validUntil !== null && entry.validUntil !== entry.validFrom) {
      refuse('validUntil', ENDS_ON_ITS_DAY);
    }
    if (entry.stationId === undefined && entry.stationIds.length + entry.groupIds.length === 0) {
      refuse('stationIds', NO_STATION);
    }
    if (entry.stationId !== undefined) {
      if (entry.groupIds.length > 0) refuse('groupIds', OWN_STATION_ONLY);
      if (entry.stationIds.some((id) => id !== entry.stationId)) {
        refuse('stationIds', OWN_STATION_ONLY);
      }
    }
  })
  .meta({ id: 'NewEntry' });
export type NewEntry = z.infer<typeof NewEntry>;

/** The stations and groups that a new entry names; that of its owner, when a commune schedules. */
export const placesIn = ({ stationId, stationIds, groupIds }: NewEntry): EntryPlaces => ({
  stationIds: stationId === undefined ? stationIds : [stationId],
  groupIds,
});

export const EntryWithdrawal = z
  .strictObject({
    because: linesOfText(500).describe('Shown with the entry and its broadcasts, and kept in the audit trail'),
  })
  .meta({ id: 'EntryWithdrawal' });
export type EntryWithdrawal = z.infer<typeof EntryWithdrawal>;

export const EntriesQuery = PageQuery.extend({
  stationId: z.uuid().optional().describe('Entries that air at this station on one of the days asked for'),
  programId: z.uuid().optional(),
  from: Day.optional().describe('Valid on this day or later; where an entry airs is asked from today on when left out'),
  until: Day.optional().describe('Valid on this day or earlier'),
  withdrawn: QueryFlag.optional().describe('true: only withdrawn entries; false: only those in force'),
});
export type EntriesQuery = z.infer<typeof EntriesQuery>;

export const EntryView = z
  .object({
    id: z.uuid(),
    centreId: z.uuid().nullable(),
    stationId: z.uuid().nullable(),
    programId: z.uuid(),
    priority: EntryPriority,
    repeats: Repeats,
    days: z.array(z.int()),
    times: z.array(z.string()),
    validFrom: z.iso.date(),
    validUntil: z.iso.date().nullable(),
    startWithin: z.int(),
    stationIds: z.array(z.uuid()).describe('The named stations that the caller may see'),
    groupIds: z.array(z.uuid()).describe('Shown to those who see all of the owner'),
    createdAt: z.iso.datetime(),
    withdrawnAt: z.iso.datetime().nullable(),
    withdrawnNote: z.string().nullable().describe('The words of the person who withdrew it'),
  })
  .meta({ id: 'Entry' });
export type EntryView = z.infer<typeof EntryView>;

export const NextAiring = z
  .object({
    broadcastId: z.uuid(),
    stationId: z.uuid(),
    airsOn: z.iso.date(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .meta({ id: 'NextAiring' });
export const EntryDetails = EntryView.extend({
  nextAirings: z.array(NextAiring).describe('The next broadcasts, at most 50'),
}).meta({ id: 'EntryDetails' });
export type EntryDetails = z.infer<typeof EntryDetails>;

export const PlacedEntry = EntryDetails.extend({
  planned: z.int().describe('Number of broadcasts planned now; later ones follow day by day'),
}).meta({ id: 'PlacedEntry' });
export type PlacedEntry = z.infer<typeof PlacedEntry>;

export const EntryPage = pageOf(EntryView).meta({ id: 'EntryPage' });
