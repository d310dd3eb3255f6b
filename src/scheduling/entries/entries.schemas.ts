import { z } from 'zod';
import { countedPageOf, CountedQuery } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { SearchText } from '../../platform/http/text.js';
import { Day, GivenId, QueryFlag } from '../../platform/http/wire.schemas.js';
import { MADE, MissedTimes } from '../changes/changes.schemas.js';
import { EntryPriority, EntryWithdrawnReason } from '../terms/entry.entity.js';
import { ExceptionView } from './exceptions.schemas.js';

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
  nextAirings: z.array(NextAiring).describe('The next broadcasts of the planned days, at most 50'),
  nextOccurrence: z
    .object({ day: z.iso.date(), time: z.string().describe('HH:MM') })
    .nullable()
    .describe(
      'When it airs next by the clock of its stations, also beyond the planned days, as far as airtime rules let it; ' +
        'null: never again',
    ),
}).meta({ id: 'EntryDetails' });
export type EntryDetails = z.infer<typeof EntryDetails>;

export const PlacedEntry = EntryDetails.extend({
  planned: z.int().describe('Number of broadcasts planned now; later ones follow day by day'),
  missed: MissedTimes,
}).meta({ id: 'PlacedEntry' });
export type PlacedEntry = z.infer<typeof PlacedEntry>;

/** An entry after a change, and what the change did. */
export const ChangedEntry = EntryDetails.extend(MADE).meta({ id: 'ChangedEntry' });
export type ChangedEntry = z.infer<typeof ChangedEntry>;
export const NewlyPlacedEntry = PlacedEntry.extend(MADE).meta({ id: 'NewlyPlacedEntry' });
export type NewlyPlacedEntry = z.infer<typeof NewlyPlacedEntry>;

export const EntryPage = countedPageOf(EntryView).meta({ id: 'EntryPage' });
