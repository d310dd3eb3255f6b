import { answerOf, api } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';
import { timelineQuery } from '../../parts/schedule/queries.ts';
import { addDays } from '../../words/formats.ts';

/** Days of which notices are shown and placed: as many as the service plans ahead. */
const DAYS = 14;
const AGAIN_MS = 60_000;
const MOST_PROGRAMS = 20;

/** The coming days of a station, with all that airs and how much time is left. */
export const aheadQuery = (stationId: string, today: string) => ({
  ...timelineQuery(stationId, today, addDays(today, DAYS - 1)),
  refetchInterval: AGAIN_MS,
});

/** The commune's own programs, newest first. */
export const ownProgramsQuery = (stationId: string) =>
  queryOptions({
    queryKey: ['programs', 'of-station', stationId],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/programs', { params: { query: { stationId, limit: MOST_PROGRAMS, order: 'newest' } } }),
      ),
    refetchInterval: AGAIN_MS,
  });
