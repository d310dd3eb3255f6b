import { answerOf, api } from '../api/client.ts';
import { LIVE_MS, queryOptions } from '../api/query.ts';
import { withFreshSignIn } from './fresh-sign-in.ts';

export const devicesQuery = (stationId: string, everyMs = LIVE_MS) =>
  queryOptions({
    queryKey: ['stations', stationId, 'devices'],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/stations/{id}/devices', { params: { path: { id: stationId }, query: { limit: 200 } } }),
      ),
    refetchInterval: everyMs,
  });

/** A one-time code with which a device enrols at the station. */
export const issueCode = (stationId: string) =>
  withFreshSignIn(() =>
    answerOf(api.POST('/api/v1/stations/{id}/enrolment-codes', { params: { path: { id: stationId } } })),
  );
