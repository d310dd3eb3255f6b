import { z } from 'zod';
import { pageOf, PageQuery } from '../../platform/http/page.js';
import { Day, GivenId } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { UnfilledRemedy } from './unfilled.js';

const EITHER = faultText({
  vi: 'hãy nêu một trong hai: stationId hoặc centreId',
  en: 'give either stationId or centreId',
});

export const UnfilledQuery = PageQuery.extend({
  stationId: GivenId.optional(),
  centreId: GivenId.optional().describe('Stations on the days on which the centre serves them'),
  from: Day.optional().describe('The first local day; today in the zone of the service when left out'),
  until: Day.optional().describe('The last local day; six days after `from` when left out. At most GRID_DAYS days'),
}).superRefine(({ stationId, centreId }, { addIssue }) => {
  if ((stationId === undefined) === (centreId === undefined)) {
    addIssue({ code: 'custom', path: ['stationId'], message: EITHER });
  }
});
export type UnfilledQuery = z.infer<typeof UnfilledQuery>;

const SUMS = {
  openSeconds: z.number().describe('In which programs may sound'),
  plannedSeconds: z.number().describe('Of what is to be heard and begins then'),
  unfilledSeconds: z
    .number()
    .describe('Free time in which something may still be planned: as far as dayparts and the day have minutes left'),
  gaps: z.int().describe('Occurrences that could not be planned'),
};

/** The time of a station that may sound and does not. */
export const UnfilledStation = z
  .object({
    stationId: z.uuid(),
    stationName: z.string(),
    days: z.array(
      z.object({
        day: z.iso.date(),
        quietDay: z.string().nullable().describe('The name of a quiet day, with hours of its own or none'),
        ...SUMS,
        remedies: z.array(UnfilledRemedy).describe('What can be done'),
      }),
    ),
    weeks: z
      .array(z.object({ week: z.iso.date().describe('Its Monday'), ...SUMS }))
      .describe('Sums of ISO weeks, as far as their days are asked for'),
  })
  .meta({ id: 'UnfilledStation' });
export type UnfilledStation = z.infer<typeof UnfilledStation>;
export const UnfilledPage = pageOf(UnfilledStation).meta({ id: 'UnfilledPage' });
