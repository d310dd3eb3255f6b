import { z } from 'zod';

/** Past days of a station with broadcasts of which nobody has said anything and no device proves that they aired. */
export const UnconfirmedDays = z
  .object({
    items: z.array(z.object({ day: z.iso.date().describe('Local day at the station'), count: z.int() })),
  })
  .meta({ id: 'UnconfirmedDays' });
export type UnconfirmedDays = z.infer<typeof UnconfirmedDays>;
