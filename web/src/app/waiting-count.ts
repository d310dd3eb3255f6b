import { answerOf, api } from '../api/client.ts';
import { queryOptions } from '../api/query.ts';

const EVERY_MINUTE = 60_000;

/** How many programs wait for approval; asked for again when one is decided about. */
export const waitingCountQuery = queryOptions({
  queryKey: ['programs', 'waiting-count'],
  queryFn: () =>
    answerOf(api.GET('/api/v1/programs', { params: { query: { approval: 'waiting', limit: 1, total: true } } })),
  refetchInterval: EVERY_MINUTE,
});
