import { answerOf, api, type Schemas } from '../../api/client.ts';
import { keepPreviousData, LIVE_MS, queryOptions } from '../../api/query.ts';
import { gridModel } from './grid/grid-model.ts';
import type { Places } from './use-places.ts';

export type Operation = Schemas['NewScheduleChange']['operations'][number];
export type Made = Schemas['MadeScheduleChange'];
export type Consequences = Schemas['Consequences'];
export type TimelineItem = Schemas['TimelineItem'];

/** All of it is asked for again after a change. */
export const SCHEDULE = 'schedule';
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

export const timelineQuery = (stationId: string, from: string, until: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'timeline', stationId, from, until],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/stations/{id}/timeline', { params: { path: { id: stationId }, query: { from, until } } }),
      ),
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

/** Programs that may air, by words of the title. */
export const programsQuery = (search: string) =>
  queryOptions({
    queryKey: ['programs', 'in-force', search],
    queryFn: () => {
      const query = { inForce: true, limit: 50, ...(search.trim() === '' ? {} : { search: search.trim() }) };
      return answerOf(api.GET('/api/v1/programs', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });

export const changesQuery = ({ centreId, stationIds }: Places) =>
  queryOptions({
    queryKey: [SCHEDULE, 'changes', centreId, stationIds],
    queryFn: () => {
      const [stationId] = stationIds;
      const owner = centreId === undefined ? { ...(stationId === undefined ? {} : { stationId }) } : { centreId };
      return answerOf(api.GET('/api/v1/schedule/changes', { params: { query: { ...owner, limit: 30 } } }));
    },
  });

export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'change', id],
    queryFn: () => answerOf(api.GET('/api/v1/schedule/changes/{id}', { params: { path: { id } } })),
  });

export const gapsQuery = (stationId: string, day: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'gaps', stationId, day],
    queryFn: () =>
      answerOf(api.GET('/api/v1/gaps', { params: { query: { stationId, from: day, until: day, limit: 100 } } })),
  });

/** What operations would do; nothing is stored. */
export const tryQuery = (operations: readonly Operation[]) =>
  queryOptions({
    queryKey: [SCHEDULE, 'try', operations],
    queryFn: async () => {
      const body = { dryRun: true, operations: [...operations] };
      return (await answerOf(api.POST('/api/v1/schedule/changes', { body }))) as Made;
    },
    retry: false,
    gcTime: 0,
  });

/** Does them: all, or nothing. Large changes are done a little later. */
export const doOperations = (operations: readonly Operation[]) =>
  answerOf(api.POST('/api/v1/schedule/changes', { body: { dryRun: false, operations: [...operations] } }));

export const undoChange = (id: string) =>
  answerOf(api.POST('/api/v1/schedule/changes/{id}/undo', { params: { path: { id } } }));
