import { answerOf, api } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';

interface Range {
  centreId: string;
  from: string;
  until: string;
}

const HALF_HOUR_MS = 1_800_000;

export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: () => answerOf(api.GET('/api/v1/centres', { params: { query: { limit: 200 } } })),
  staleTime: HALF_HOUR_MS,
});

export const segmentsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ['segments', centreId],
    queryFn: () => answerOf(api.GET('/api/v1/segments', { params: { query: { centreId } } })),
    staleTime: HALF_HOUR_MS,
  });

export const coverageQuery = (range: Range, segmentId: string) =>
  queryOptions({
    queryKey: ['coverage', range, segmentId],
    queryFn: () => answerOf(api.GET('/api/v1/reports/coverage', { params: { query: { ...range, segmentId } } })),
  });

export const airtimeQuery = (range: Range, by: 'station' | 'topic') =>
  queryOptions({
    queryKey: ['airtime', range, by],
    queryFn: () => answerOf(api.GET('/api/v1/reports/airtime', { params: { query: { ...range, by } } })),
  });

/** What did not air whole, newest first. */
export const notAiredQuery = (range: Range, of: { segmentId?: string; stationId?: string }) =>
  queryOptions({
    queryKey: ['not-aired', range, of],
    queryFn: () =>
      answerOf(api.GET('/api/v1/reports/not-aired', { params: { query: { ...range, ...of, limit: 200 } } })),
  });

/** What each reason says, by its code. */
export const reasonsQuery = queryOptions({
  queryKey: ['not-aired-reasons'],
  queryFn: () => answerOf(api.GET('/api/v1/not-aired-reasons')),
  staleTime: HALF_HOUR_MS,
  select: ({ items }) => new Map(items.map(({ code, name }) => [code, name.vi])),
});

/** Where a report can be saved as CSV for Excel. */
export const csvAddress = (report: 'coverage' | 'airtime', query: Record<string, string>): string =>
  `/api/v1/reports/${report}.csv?${new URLSearchParams(query).toString()}`;
