import { z } from 'zod';
import { Because, Instant } from '../../platform/http/wire.schemas.js';
import { PersonView } from '../../programs/library/library.schemas.js';

/** Stopping a program everywhere, for good or until it is lifted. */
export const NewProgramStop = z.strictObject({ because: Because }).meta({ id: 'NewProgramStop' });
export type NewProgramStop = z.infer<typeof NewProgramStop>;

/** Stopping a station, or all stations of a centre. */
export const NewStop = z
  .strictObject({
    because: Because,
    until: Instant.nullable()
      .default(null)
      .describe('When it ends by itself, e.g. 2026-03-02T05:00:00+07:00; null: not before it is lifted'),
  })
  .meta({ id: 'NewStop' });
export type NewStop = z.infer<typeof NewStop>;

/** Lifting a stop. */
export const LiftedStop = z.strictObject({ because: Because }).meta({ id: 'LiftedStop' });
export type LiftedStop = z.infer<typeof LiftedStop>;

const Moment = z.object({ at: z.iso.datetime(), by: PersonView, because: z.string() });

/** What was stopped, and how many devices know of it. */
export const StopView = z
  .object({
    id: z.uuid(),
    ...Moment.shape,
    until: z.iso.datetime().nullable().describe('When it ends by itself; null: not before it is lifted'),
    lifted: Moment.nullable(),
    inForce: z.boolean(),
    stations: z.int().describe('How many stations it concerns: those that were going to air something of it'),
    devices: z.int().describe('How many devices are in use there'),
    informed: z
      .int()
      .describe(
        'How many of them have reported that they hold a playlist made since the stop, or since it was lifted. ' +
          'A device pulls and reports once a minute; one that is offline plays on from what it holds',
      ),
  })
  .meta({ id: 'Stop' });
export type StopView = z.infer<typeof StopView>;

/** Whether something is stopped. */
export const StopState = z
  .object({
    stop: StopView.nullable().describe('The last stop, in force or over; null: it never was stopped'),
    ofCentre: z
      .object({ centreId: z.uuid(), at: z.iso.datetime(), because: z.string(), until: z.iso.datetime().nullable() })
      .nullable()
      .describe('Of a station: that all stations of the centre that serves it today are stopped'),
  })
  .meta({ id: 'StopState' });
export type StopState = z.infer<typeof StopState>;
