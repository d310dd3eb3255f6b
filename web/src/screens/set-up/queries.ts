import { answerOf, api } from '../../api/client.ts';
import { LIVE_MS, queryOptions } from '../../api/query.ts';

export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: () => answerOf(api.GET('/api/v1/centres', { params: { query: { limit: 100 } } })),
});

/** The stations with what they have: devices, the next broadcast. */
export const stationsQuery = queryOptions({
  queryKey: ['stations', 'set-up'],
  queryFn: () =>
    answerOf(
      api.GET('/api/v1/stations/overview', { params: { query: { order: 'name', closed: false, limit: 1_000 } } }),
    ),
  refetchInterval: LIVE_MS,
});

export const peopleQuery = queryOptions({
  queryKey: ['people', 'set-up'],
  queryFn: () => answerOf(api.GET('/api/v1/people', { params: { query: { limit: 100, ended: false } } })),
});
