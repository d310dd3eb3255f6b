import { z } from 'zod';
import { ConsequencesOrNull, DryRun } from '../consequences/consequences.schemas.js';
import { SearchQuery, wholePageOf } from '../platform/http/page.js';
import { Revision } from '../platform/http/revisions/revisions.decorator.js';
import { Because, Day, Name, QueryFlag, TimeZone, NO_CHANGE } from '../platform/http/wire.schemas.js';
import { AudioProfile, Technology } from './station.entity.js';
import { UnitKind } from './unit.entity.js';

export const NewStation = z
  .object({
    unitId: z.uuid(),
    name: Name,
    timeZone: TimeZone.optional().describe('IANA zone; TIME_ZONE of the service if absent'),
    technology: Technology,
    audioProfile: AudioProfile.default('speech'),
    openedOn: Day,
    centreId: z.uuid().optional().describe('Centre that serves the station from its first day'),
  })
  .meta({ id: 'NewStation' });
export type NewStation = z.infer<typeof NewStation>;

export const StationChanges = z
  .object({ name: Name, technology: Technology, audioProfile: AudioProfile })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, NO_CHANGE)
  .meta({ id: 'StationChanges' });
export type StationChanges = z.infer<typeof StationChanges>;

export const Closing = z
  .object({ on: Day.describe('First local day without the station'), because: Because, dryRun: DryRun })
  .meta({ id: 'Closing' });
export type Closing = z.infer<typeof Closing>;

export const ClosingChanges = z
  .object({
    on: Day.nullable().describe('The right first local day without the station; null: it is not closed at all'),
    because: Because,
    dryRun: DryRun,
  })
  .meta({ id: 'ClosingChanges' });
export type ClosingChanges = z.infer<typeof ClosingChanges>;

export const ClosingDay = z
  .object({
    on: z.string().nullable().describe('First local day without the station; null while it is not closed'),
    revision: Revision,
  })
  .meta({ id: 'ClosingDay' });
export type ClosingDay = z.infer<typeof ClosingDay>;

const AFTER_A_CHANGE = { dryRun: z.boolean(), consequences: ConsequencesOrNull };

/** The day after it was mended, or as it still is after a dry run, and what that does to the schedule. */
export const ChangedClosingDay = ClosingDay.extend(AFTER_A_CHANGE).meta({ id: 'ChangedClosingDay' });
export type ChangedClosingDay = z.infer<typeof ChangedClosingDay>;

export const StationsQuery = SearchQuery.extend({
  centreId: z.uuid().optional().describe('Only stations that this centre serves today'),
  unitId: z.uuid().optional(),
  technology: Technology.optional(),
  closed: QueryFlag.optional().describe('Only stations that are closed today, or only the others'),
  search: SearchQuery.shape.search.describe(
    'Words of the name of the station or its unit, in any order; case and diacritics do not matter',
  ),
});
export type StationsQuery = z.infer<typeof StationsQuery>;

export const StationView = z
  .object({
    id: z.uuid(),
    unitId: z.uuid(),
    unitName: z.string(),
    name: z.string(),
    timeZone: z.string(),
    technology: Technology,
    audioProfile: AudioProfile,
    openedOn: z.string(),
    closedOn: z.string().nullable().describe('First day without the station'),
    centreId: z.uuid().nullable().describe('Centre that serves the station today'),
    centreName: z.string().nullable(),
    revision: Revision,
  })
  .meta({ id: 'Station' });
export type StationView = z.infer<typeof StationView>;

export const StationPage = wholePageOf(StationView).meta({ id: 'StationPage' });

/** The code of a unit on a range of days; `until` is the first day without it, null while it holds. */
export const DatedCode = z
  .object({ code: z.string(), from: z.string(), until: z.string().nullable() })
  .meta({ id: 'DatedCode' });

const Named = z.object({ id: z.uuid(), name: z.string() });

export const StationDetail = StationView.omit({ unitId: true, unitName: true, centreId: true, centreName: true })
  .extend({
    unit: Named.extend({ kind: UnitKind, codes: z.array(DatedCode) }),
    centre: Named.nullable().describe('Centre that serves the station today'),
    servings: z
      .array(Named.extend({ from: z.string(), until: z.string().nullable() }))
      .describe('Centres that serve the station or did, oldest first; `until` is the first day without it'),
    groups: z.array(Named).describe('Visible only to people with access to the centre'),
    clusters: z.object({ working: z.number().int(), all: z.number().int() }),
    devices: z.array(Named.extend({ lastSeenAt: z.iso.datetime().nullable() })).describe('Devices in use'),
  })
  .meta({ id: 'StationDetail' });
export type StationDetail = z.infer<typeof StationDetail>;

/** The station after it was closed, or as it still is after a dry run, and what that does to the schedule. */
export const ClosedStation = StationDetail.extend(AFTER_A_CHANGE).meta({ id: 'ClosedStation' });
export type ClosedStation = z.infer<typeof ClosedStation>;

/** The station after it was opened, and what that does to the schedule. */
export const OpenedStation = StationDetail.extend({ consequences: ConsequencesOrNull }).meta({ id: 'OpenedStation' });
export type OpenedStation = z.infer<typeof OpenedStation>;
