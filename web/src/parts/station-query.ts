import { answerOf, api } from '../api/client.ts';
import { queryOptions } from '../api/query.ts';

export const stationQuery = (id: string) =>
  queryOptions({
    queryKey: ['stations', id],
    queryFn: () => answerOf(api.GET('/api/v1/stations/{id}', { params: { path: { id } } })),
  });
