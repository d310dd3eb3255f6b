import { z } from 'zod';

/** When and where a program airs, by time: broadcasts that begin together are one item. */
export const ProgramBroadcastsView = z
  .object({
    broadcasts: z.int().describe('Ahead or on the air; what is planned once it is approved counts'),
    stations: z.int().describe('At how many stations'),
    seconds: z.number().describe('Of all these broadcasts together'),
    times: z
      .array(
        z.object({
          startsAt: z.iso.datetime(),
          localTime: z.string().describe('At the stations, `YYYY-MM-DD HH:MM`'),
          planned: z.boolean().describe('Whether it is planned; false: it waits for approval'),
          stations: z.int(),
          stationNames: z.array(z.string()).describe('The first 30 by name'),
        }),
      )
      .describe('The first 100 by start'),
  })
  .meta({ id: 'ProgramBroadcasts' });
export type ProgramBroadcastsView = z.infer<typeof ProgramBroadcastsView>;
