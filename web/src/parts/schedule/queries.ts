import { answerOf, api, type Schemas } from '../../api/client.ts';
import { keepPreviousData, queryOptions } from '../../api/query.ts';

export type Operation = Schemas['NewScheduleChange']['operations'][number];
export type Made = Schemas['MadeScheduleChange'];
export type Consequences = Schemas['Consequences'];
export type TimelineItem = Schemas['TimelineItem'];

/** All of it is asked for again after a change. */
export const SCHEDULE = 'schedule';

export const timelineQuery = (stationId: string, from: string, until: string) =>
  queryOptions({
    queryKey: [SCHEDULE, 'timeline', stationId, from, until],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/stations/{id}/timeline', { params: { path: { id: stationId }, query: { from, until } } }),
      ),
    placeholderData: keepPreviousData,
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
