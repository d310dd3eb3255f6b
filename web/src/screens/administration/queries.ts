import { answerOf, api, type Schemas } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';

const askPerson = (id: string) => answerOf(api.GET('/api/v1/people/{id}', { params: { path: { id } } }));

export type Person = Awaited<ReturnType<typeof askPerson>>;
export type Grant = Person['grants'][number];
export type Role = Schemas['Role'];
export type AuditEntry = Awaited<ReturnType<typeof askAudit>>['items'][number];

export interface PeopleFilter {
  search?: string;
  role?: Role;
  ended: boolean;
}

const PAGE = 100;

export const peopleQuery = (filter: PeopleFilter) => ({
  queryKey: ['people', 'list', filter],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    answerOf(
      api.GET('/api/v1/people', {
        params: { query: { ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
});

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: () => askPerson(id),
  });

export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: () => answerOf(api.GET('/api/v1/centres', { params: { query: { limit: 100 } } })),
  staleTime: 60_000,
});

/** Every station that somebody may give a role at, by name. */
export const stationNamesQuery = queryOptions({
  queryKey: ['stations', 'names'],
  queryFn: () =>
    answerOf(
      api.GET('/api/v1/stations/overview', { params: { query: { order: 'name', closed: false, limit: 1_000 } } }),
    ),
  staleTime: 60_000,
});

/** The stations that a centre serves today. */
export const stationsOfQuery = (centreId: string) =>
  queryOptions({
    queryKey: ['stations', 'names', centreId],
    queryFn: () => {
      const query = { centreId, order: 'name', closed: false, limit: 1_000 } as const;
      return answerOf(api.GET('/api/v1/stations/overview', { params: { query } }));
    },
    staleTime: 60_000,
  });

export const segmentsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ['segments', centreId],
    queryFn: () => answerOf(api.GET('/api/v1/segments', { params: { query: { centreId } } })),
  });

/** What the trail is narrowed to; days are of this machine. */
export interface AuditFilter {
  search?: string;
  did?: string;
  from?: string;
  until?: string;
}

const askAudit = (query: AuditFilter & { limit: number; cursor?: string }) =>
  answerOf(api.GET('/api/v1/audit', { params: { query } }));

export const auditQuery = (filter: AuditFilter) => ({
  queryKey: ['audit', filter],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    askAudit({ ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
});
