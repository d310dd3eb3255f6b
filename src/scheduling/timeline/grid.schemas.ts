import { z } from 'zod';
import { Day, GivenId } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { Priority } from '../../programs/program.entity.js';
import { BroadcastReason } from '../../consequences/reasons.schemas.js';
import { ItemState } from './timeline-item.js';
import { WithWithdrawn } from './timeline.schemas.js';

const NOT_IDS = faultText({
  vi: 'phải là các id ngăn cách bằng dấu phẩy, nhiều nhất 100',
  en: 'must be ids separated by commas, 100 at most',
});
const ONE = faultText({
  vi: 'chỉ nêu centreId, groupId hoặc stationIds',
  en: 'give one of centreId, groupId and stationIds',
});
const MOST_IDS = 100;
const isIds = (text: string): boolean =>
  text.split(',').length <= MOST_IDS && text.split(',').every((id) => z.uuid().safeParse(id).success);

export const GridQuery = z
  .object({
    centreId: GivenId.optional().describe('Stations on the days on which the centre serves them'),
    groupId: GivenId.optional().describe('Stations on the days on which they are in the group'),
    stationIds: z
      .string()
      .max(3_700)
      .refine(isIds, NOT_IDS)
      .optional()
      .describe('Ids separated by commas; unknown ones are refused'),
    from: Day.optional().describe('The first local day; today in the zone of the service when left out'),
    until: Day.optional().describe('The last local day; six days after `from` when left out. At most GRID_DAYS days'),
    limit: z.coerce.number().int().min(1).max(1_000).default(500).describe('Maximum number of stations'),
    cursor: z.string().max(200).optional().describe('`next` of the previous page'),
  })
  .superRefine(({ centreId, groupId, stationIds }, { addIssue }) => {
    if ([centreId, groupId, stationIds].filter((given) => given !== undefined).length !== 1) {
      addIssue({ code: 'custom', path: ['centreId'], message: ONE });
    }
  });
export type GridQuery = z.infer<typeof GridQuery>;

export const ScheduleGridQuery = GridQuery.safeExtend({ withdrawn: WithWithdrawn });
export type ScheduleGridQuery = z.infer<typeof ScheduleGridQuery>;

const GridItemView = z
  .array(z.int())
  .length(6)
  .meta({ id: 'GridItem' })
  .describe(
    'Local clock time in seconds since 00:00; seconds of sound; then indexes into `programs`, `entries`, `states` and `reasons`',
  );

/**
 * The schedule of many stations in a compact form. What repeats is sent once: items refer to programs, entries, states and
 * reasons by index, and stations and days with the same items refer to one list.
 */
export const ScheduleGridView = z
  .object({
    days: z.array(z.iso.date()).describe('The columns'),
    states: z.array(ItemState),
    reasons: z
      .array(z.object({ code: BroadcastReason, note: z.string().nullable() }).nullable())
      .describe('Why an item is not to be heard; index 0, null, is of items that are'),
    programs: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        topic: z.string(),
        segmentId: z.uuid().nullable().describe('To which it belongs now'),
      }),
    ),
    entries: z
      .array(
        z.object({
          id: z.uuid(),
          priority: Priority,
          centreId: z.uuid().nullable().describe('The owner, if it is a centre'),
          stationId: z.uuid().nullable().describe('The owner, if it is a station'),
        }),
      )
      .describe('With the priority of their items'),
    lists: z.array(z.array(GridItemView)).describe('Items of a day, by start; index 0 is the empty list'),
    airtime: z
      .array(
        z.object({
          hours: z
            .array(z.array(z.int()).length(2))
            .describe('When programs may sound, from and until, in seconds since 00:00, in order'),
          quietDay: z.string().nullable().describe('The name of a quiet day, with hours of its own or none'),
          allowedSeconds: z
            .number()
            .nullable()
            .describe('The most of the day, else of its dayparts together; null without a limit'),
        }),
      )
      .describe('What the rules say of a day'),
    stations: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          timeZone: z.string().describe('IANA zone'),
          cells: z
            .array(z.int().nullable())
            .describe(
              'For each of `days` an index into `lists`; null: the station is closed then, does not belong to what was asked for, or is outside your reach',
            ),
          airtime: z
            .array(z.int().nullable())
            .describe('For each of `days` an index into `airtime`; null as in `cells`'),
        }),
      )
      .describe('By id'),
    next: z.string().nullable().describe('`cursor` of the next stations; null on the last page'),
  })
  .meta({ id: 'ScheduleGrid' });
export type ScheduleGridView = z.infer<typeof ScheduleGridView>;
