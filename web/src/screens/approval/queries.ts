import { answerOf, api, type Schemas } from '../../api/client.ts';
import { LIVE_MS, queryOptions } from '../../api/query.ts';
import type { Program } from '../../parts/programs/queries.ts';

export type Version = Schemas['Version'];
export type Listening = Schemas['Listening'];

/** What waits for approval, the soonest to air first. */
export const queueQuery = queryOptions({
  queryKey: ['programs', 'queue'],
  queryFn: () =>
    answerOf(
      api.GET('/api/v1/programs', {
        params: { query: { approval: 'waiting', order: 'next-airing', limit: 200, total: true } },
      }),
    ),
  refetchInterval: LIVE_MS,
});

const FEW = 10;

/** What one has approved or sent back, the last first. */
export const decidedQuery = queryOptions({
  queryKey: ['programs', 'decided-by-me'],
  queryFn: () =>
    answerOf(
      api.GET('/api/v1/programs', { params: { query: { decidedByMe: true, order: 'last-decided', limit: FEW } } }),
    ),
});

/** What approving this version would change on the schedule; nothing is stored. */
export const trialQuery = (id: string, version: Version) =>
  queryOptions({
    queryKey: ['approval-trial', id, version],
    queryFn: () =>
      answerOf(api.POST('/api/v1/programs/{id}/approval/dry-run', { params: { path: { id } }, body: { version } })),
    staleTime: 30_000,
    retry: false,
  });

export const decide = (id: string, decision: Schemas['NewDecision']) =>
  answerOf(api.POST('/api/v1/programs/{id}/approval', { params: { path: { id } }, body: decision }));

/** What has been played; sent twice it counts once. */
export const reportHeard = (id: string, originalSha256: string, heard: Listening['heard']) =>
  answerOf(api.POST('/api/v1/programs/{id}/listening', { params: { path: { id } }, body: { originalSha256, heard } }));

/** Whether they are the same audio, description and renditions. */
export const isSameVersion = (one: Program['version'], other: Program['version']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
