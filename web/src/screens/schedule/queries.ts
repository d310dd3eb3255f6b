import { answerOf, api } from '../../api/client.ts';
import { keepPreviousData, LIVE_MS, queryOptions } from '../../api/query.ts';
import { type Operation, SCHEDULE } from '../../parts/schedule/queries.ts';
import { addDays } from '../../words/formats.ts';
import { gridModel } from './grid/grid-model.ts';
import type { Places } from './places.ts';

const SETTLED_MS = 60_000;
const MOST_STATIONS = 1_000;

export const gridQuery = ({ centreId, stationIds }: Places, from: string, until: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'grid', centreId, stationIds, from, until],
    queryFn: () => {
      const places = centreId === undefined ? { stationIds: stationIds.join(',') } : { centreId };
      const query = { ...places, from, until, limit: MOST_STATIONS };
      return answerOf(api.GET('/api/v1/schedule/grid', { params: { query } }));
    },
    select: gridModel,
    refetchInterval: LIVE_MS,
    placeholderData: keepPreviousData,
  });

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'entry', id],
    queryFn: () => answerOf(api.GET('/api/v1/entries/{id}', { params: { path: { id } } })),
  });

export const segmentsQuery = queryOptions({
  queryKey: ['segments'],
  queryFn: () => answerOf(api.GET('/api/v1/segments')),
  staleTime: SETTLED_MS,
});

export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: () => answerOf(api.GET('/api/v1/centres', { params: { query: { limit: 100 } } })),
  staleTime: SETTLED_MS,
});

export const stationsQuery = queryOptions({
  queryKey: ['stations', 'mine'],
  queryFn: () => answerOf(api.GET('/api/v1/stations', { params: { query: { limit: 100 } } })),
  staleTime: SETTLED_MS,
});

export const groupsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ['groups', centreId],
    queryFn: () =>
      answerOf(api.GET('/api/v1/centres/{id}/groups', { params: { path: { id: centreId }, query: { limit: 100 } } })),
    staleTime: SETTLED_MS,
  });

/** Programs that may air, by words of the title; of a centre only its own, as those of a station air there alone. */
export const programsQuery = (search: string, centreId: string | undefined) =>
  queryOptions({
    queryKey: ['programs', 'in-force', search, centreId],
    queryFn: () => {
      const words = search.trim();
      const query = { inForce: true, limit: 50, ...(centreId && { centreId }), ...(words && { search: words }) };
      return answerOf(api.GET('/api/v1/programs', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });

export const changesQuery = ({ centreId, stationIds }: Places) =>
  queryOptions({
    queryKey: [SCHEDULE, 'changes', centreId, stationIds],
    queryFn: () => {
      const [stationId] = stationIds;
      const ofStation = stationId === undefined ? {} : { stationId };
      const owner = centreId === undefined ? ofStation : { centreId };
      return answerOf(api.GET('/api/v1/schedule/changes', { params: { query: { ...owner, limit: 30 } } }));
    },
  });

/** What operations would do to the week of a station from a Monday on, however far ahead. */
export const proposedQuery = (operations: readonly Operation[], stationId: string, monday: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'proposed', operations, stationId, monday],
    queryFn: () => {
      const body = { stationId, from: monday, until: addDays(monday, 6), operations: [...operations] };
      return answerOf(api.POST('/api/v1/schedule/timeline', { body }));
    },
    retry: false,
    gcTime: 0,
  });

export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'change', id],
    queryFn: () => answerOf(api.GET('/api/v1/schedule/changes/{id}', { params: { path: { id } } })),
  });

/** The gaps of an entry on a day, at all stations. */
export const gapsQuery = (entryId: string, day: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'gaps', entryId, day],
    queryFn: () =>
      answerOf(api.GET('/api/v1/gaps', { params: { query: { entryId, from: day, until: day, limit: 200 } } })),
  });
