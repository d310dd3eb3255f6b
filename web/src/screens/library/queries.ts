import { answerOf, api, type Schemas } from '../../api/client.ts';
import { LIVE_MS, queryOptions } from '../../api/query.ts';
import type { Program } from '../../parts/programs/queries.ts';

/** What the list shows, as it is in the address. */
export interface Filter {
  search: string;
  mine: boolean;
  topic: string;
  approval: Schemas['ApprovalFilter'] | '';
  withdrawn: boolean;
}

const PAGE = 50;
const AUDIT_PAGE = 10;

/** One page of the library; `total` comes with the first. */
export const listPrograms = (filter: Filter, cursor: string | undefined) =>
  answerOf(
    api.GET('/api/v1/programs', {
      params: {
        query: {
          limit: PAGE,
          order: 'newest',
          ...(cursor ? { cursor } : { total: true }),
          ...(filter.search ? { search: filter.search } : {}),
          ...(filter.mine ? { mine: true } : {}),
          ...(filter.topic ? { topic: filter.topic } : {}),
          ...(filter.approval ? { approval: filter.approval } : {}),
          ...(filter.withdrawn ? { withdrawn: true } : {}),
        },
      },
    }),
  );

export const listKey = (filter: Filter) => ['programs', 'list', filter] as const;

export const decisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'decisions', id],
    queryFn: () =>
      answerOf(api.GET('/api/v1/programs/{id}/approval', { params: { path: { id }, query: { limit: 50 } } })),
    refetchInterval: LIVE_MS,
  });

/** Who did what to it, newest first; page by page. */
export const auditQuery = (id: string) => ({
  queryKey: ['programs', 'audit', id] as const,
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    answerOf(
      api.GET('/api/v1/programs/{id}/audit', {
        params: { path: { id }, query: { limit: AUDIT_PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
  refetchInterval: LIVE_MS,
});

export const stopQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'stop', id],
    queryFn: () => answerOf(api.GET('/api/v1/programs/{id}/stop', { params: { path: { id } } })),
    refetchInterval: LIVE_MS,
  });

export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: () => answerOf(api.GET('/api/v1/centres', { params: { query: { limit: 200 } } })),
  staleTime: 600_000,
});

/** Refused when somebody else has changed it since it was read. */
export const changeProgram = ({ id, revision }: Program, body: Schemas['ProgramChanges']) =>
  answerOf(
    api.PATCH('/api/v1/programs/{id}', { params: { path: { id }, header: { 'If-Match': `"${revision}"` } }, body }),
  );

export const withdrawProgram = (id: string, because: string) =>
  answerOf(api.POST('/api/v1/programs/{id}/withdraw', { params: { path: { id } }, body: { because } }));

/** The service wants a reason even where it only tells what would change. */
const TRIED = 'xem trước';

/** What revoking the approval would take off the air; nothing is stored. */
export const revocationQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'revocation', id],
    queryFn: () => revokeApproval(id, { because: TRIED, dryRun: true }),
  });

export const revokeApproval = (id: string, body: { because: string; dryRun: boolean }) =>
  answerOf(api.POST('/api/v1/programs/{id}/approval/revoke', { params: { path: { id } }, body }));

/** Approves the version again that was in force until a moment ago. */
export const approveAgain = (id: string, version: Schemas['Version']) =>
  answerOf(
    api.POST('/api/v1/programs/{id}/approval', { params: { path: { id } }, body: { decision: 'approved', version } }),
  );

export const stopProgram = (id: string, because: string) =>
  answerOf(api.POST('/api/v1/programs/{id}/stop', { params: { path: { id } }, body: { because } }));

export const liftStop = (id: string, because: string) =>
  answerOf(api.POST('/api/v1/programs/{id}/stop/lift', { params: { path: { id } }, body: { because } }));

/** Cuts the silence that was found at its ends, as a new version. */
export const trimSilence = (id: string) =>
  answerOf(api.POST('/api/v1/programs/{id}/trim', { params: { path: { id } }, body: {} }));

export const transcodeAgain = (id: string) =>
  answerOf(api.POST('/api/v1/programs/{id}/transcoding', { params: { path: { id } } }));
