import { answerOf, api, type Schemas } from '../../api/client.ts';
import { withFreshSignIn } from '../../parts/fresh-sign-in.ts';

/** What people do on these pages, as calls of the service. */
export const endDevice = (id: string, because: string) =>
  withFreshSignIn(() =>
    answerOf(api.POST('/api/v1/devices/{id}/end', { params: { path: { id } }, body: { because } })),
  );

export const stopStation = (id: string, body: { because: string; until: string | null }) =>
  answerOf(api.POST('/api/v1/stations/{id}/stop', { params: { path: { id } }, body }));

export const liftStop = (id: string, because: string) =>
  answerOf(api.POST('/api/v1/stations/{id}/stop/lift', { params: { path: { id } }, body: { because } }));

export const closeStation = (id: string, body: { on: string; because: string; dryRun: boolean }) =>
  answerOf(api.POST('/api/v1/stations/{id}/close', { params: { path: { id } }, body }));

/** @param on null: the station is not closed at all */
export async function changeClosing(id: string, body: { on: string | null; because: string; dryRun: boolean }) {
  const { revision } = await answerOf(api.GET('/api/v1/stations/{id}/closing', { params: { path: { id } } }));
  return answerOf(
    api.PATCH('/api/v1/stations/{id}/closing', { params: { path: { id }, header: seen(revision) }, body }),
  );
}

export const addCluster = (stationId: string, body: Schemas['NewCluster']) =>
  answerOf(api.POST('/api/v1/stations/{id}/clusters', { params: { path: { id: stationId } }, body }));

export const changeCluster = ({ id, revision }: { id: string; revision: string }, body: Schemas['ClusterChanges']) =>
  answerOf(api.PATCH('/api/v1/clusters/{id}', { params: { path: { id }, header: seen(revision) }, body }));

export const deleteCluster = (id: string) => api.DELETE('/api/v1/clusters/{id}', { params: { path: { id } } });

/** For a change of what was shown in this revision. */
export const seen = (revision: string) => ({ 'If-Match': `"${revision}"` });
