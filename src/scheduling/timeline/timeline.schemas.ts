import { z } from 'zod';
import { Day, QueryFlag } from '../../platform/http/wire.schemas.js';
import { Priority } from '../../programs/program.entity.js';
import { codes } from '../../platform/words/codes.js';
import { ExceptionAction } from '../operations/new-exception.schemas.js';
import { BroadcastReason } from '../../consequences/reasons.schemas.js';
import { ItemState, PlacedHow } from './timeline-item.js';

/** As in the timeline and in the grid. */
export const WithWithdrawn = QueryFlag.optional().describe(
  'true: also what was withdrawn more than FREEZE_MINUTES before it would have begun, and nobody could hear',
);

export const TimelineQuery = z.object({
  from: Day.optional().describe("The first local day; the station's today when left out"),
  until: Day.optional().describe('The last local day; six days after `from` when left out. At most TIMELINE_DAYS days'),
  withdrawn: WithWithdrawn,
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

const OwnerKind = codes('ScheduleOwnerKind', {
  centre: { vi: 'mục của trung tâm', en: 'an entry of a centre' },
  station: { vi: 'mục của đài', en: 'an entry of a station' },
});
const Owner = z
  .object({ kind: OwnerKind, id: z.uuid() })
  .describe('Whose entry it is: a centre’s, or the station’s own')
  .meta({ id: 'ScheduleOwner' });

const Source = z
  .object({
    termsFrom: z.iso
      .date()
      .nullable()
      .describe('First day of the terms of the entry that it follows; null: the entry has none for it any more'),
    exceptions: z
      .array(
        z.object({
          id: z.uuid(),
          action: ExceptionAction,
          onlyHere: z.boolean().describe('For this station only'),
        }),
      )
      .describe('What moves it or replaces its program'),
    placed: PlacedHow.nullable().describe('How it comes to this station; null: it does not any more'),
    group: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('With placed `by-group`: the group'),
  })
  .meta({ id: 'TimelineSource' });

/** An occurrence of an entry at the station: to be heard, or why not. */
export const TimelineItemView = z
  .object({
    broadcastId: z.uuid().nullable().describe('Null beyond the planned days'),
    entryId: z.uuid(),
    onDay: z.iso.date().describe('With `slot` what an exception names, wherever it is moved'),
    slot: z.int(),
    owner: Owner,
    programId: z.uuid(),
    title: z.string(),
    topic: z.string(),
    priority: Priority,
    time: z.string().describe('Local time at the station, HH:MM'),
    startsAt: z.iso.datetime().describe('For clock-skipped: when the clocks jump'),
    seconds: z.number(),
    state: ItemState,
    reason: BroadcastReason.nullable().describe('Why it is not to be heard; null when it is'),
    note: z
      .string()
      .nullable()
      .describe('The name of the quiet day or the daypart, or the words of the person who withdrew it'),
    source: Source,
  })
  .meta({ id: 'TimelineItem' });
export type TimelineItemView = z.infer<typeof TimelineItemView>;

const Instants = { from: z.iso.datetime(), until: z.iso.datetime() };

export const TimelineDayView = z
  .object({
    day: z.iso.date(),
    hours: z.array(z.object(Instants)).describe('When programs may sound on the day, as in playlists'),
    quietDay: z.string().nullable().describe('The name of a quiet day, with hours of its own or none'),
    soundingSeconds: z.number().describe('Of all that is to be heard and begins on the day'),
    limits: z
      .array(
        z.object({
          name: z.string().nullable().describe('The daypart, which begins on the day; null: the whole day'),
          ...Instants,
          allowedSeconds: z.number(),
          usedSeconds: z.number().describe('Of what begins in it and is to be heard; emergencies do not count'),
        }),
      )
      .describe('Dayparts and days with a limit'),
    items: z
      .array(TimelineItemView)
      .describe('By start; also what is not to be heard, but for what was withdrawn long before: see `withdrawn`'),
  })
  .meta({ id: 'TimelineDay' });

/** What will be heard at a station, in exact order, on the days on which you may read its schedule. */
export const TimelineView = z
  .object({
    stationId: z.uuid(),
    timeZone: z.string().describe('IANA zone of the station'),
    plannedThrough: z.iso
      .date()
      .describe(
        'Items until this day are planned; later ones are `expected`: computed from entries, stations and rules as they are now',
      ),
    days: z.array(TimelineDayView),
  })
  .meta({ id: 'Timeline' });
export type TimelineView = z.infer<typeof TimelineView>;
