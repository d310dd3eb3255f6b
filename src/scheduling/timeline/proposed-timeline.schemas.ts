import { z } from 'zod';
import { NewScheduleChange } from '../operations/operations.schemas.js';
import { DifferenceKind } from './differences.js';
import { TimelineDayView, TimelineItemView, TimelineQuery } from './timeline.schemas.js';

/** Operations, and the timeline on which their effect is to be seen. Nothing is stored. */
export const ProposedOperations = z
  .strictObject({
    stationId: z.uuid(),
    ...TimelineQuery.omit({ withdrawn: true }).shape,
    operations: NewScheduleChange.shape.operations,
  })
  .meta({ id: 'ProposedOperations' });
export type ProposedOperations = z.infer<typeof ProposedOperations>;

/** A station's timeline before and after operations. */
export const ProposedTimelineView = z
  .object({
    stationId: z.uuid(),
    timeZone: z.string().describe('IANA zone of the station'),
    plannedThrough: z.iso.date().describe('Items until this day are planned; later ones are `expected`'),
    before: z.array(TimelineDayView),
    after: z.array(TimelineDayView),
    differences: z
      .array(
        z
          .object({
            kind: DifferenceKind,
            before: TimelineItemView.nullable(),
            after: TimelineItemView.nullable(),
          })
          .meta({ id: 'TimelineDifference' }),
      )
      .describe(
        'What is heard otherwise, or cannot be planned, by start; what is moved and plays another program is named twice',
      ),
  })
  .meta({ id: 'ProposedTimeline' });
export type ProposedTimelineView = z.infer<typeof ProposedTimelineView>;
