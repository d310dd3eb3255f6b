import { answerOf, api } from '../api/client.ts';
import { queryOptions } from '../api/query.ts';

/** A station with its unit and its centre. */
export const stationQuery = (id: string) =>
  queryOptions({
    queryKey: ['stations', id],
    queryFn: () => answerOf(api.GET('/api/v1/stations/{id}', { params: { path: { id } } })),
  });
