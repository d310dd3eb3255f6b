import { answerOf, api } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';

interface Range {
  centreId: string;
  from: string;
  until: string;
}

/** More rows nobody reads, and a browser draws them slowly. */
const MOST_PAGES = 10;

interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** The pages of a list after each other; `isCut` when there are more. */
async function allPages<Item>(ask: (page: { limit: number; cursor?: string }) => Promise<Page<Item>>) {
  const items: Item[] = [];
  let next: string | null = null;
  for (let pages = 0; pages < MOST_PAGES && (pages === 0 || next); pages += 1) {
    const page: Page<Item> = await ask({ limit: 200, ...(next && { cursor: next }) });
    items.push(...page.items);
    next = page.next;
  }
  return { items, isCut: next !== null };
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

export const coverageQuery = (range: Range, segmentId: string, per: 'week' | 'month') =>
  queryOptions({
    queryKey: ['coverage', range, segmentId, per],
    queryFn: () => answerOf(api.GET('/api/v1/reports/coverage', { params: { query: { ...range, segmentId, per } } })),
  });

export const airtimeQuery = (range: Range, by: 'station' | 'topic') =>
  queryOptions({
    queryKey: ['airtime', range, by],
    queryFn: () => answerOf(api.GET('/api/v1/reports/airtime', { params: { query: { ...range, by } } })),
  });

/** What makes up a row of the airtime report, by start. */
export const airtimeBroadcastsQuery = (range: Range, of: { stationId?: string; topic?: string }) =>
  queryOptions({
    queryKey: ['airtime-broadcasts', range, of],
    queryFn: () =>
      allPages((page) =>
        answerOf(api.GET('/api/v1/reports/airtime/broadcasts', { params: { query: { ...range, ...of, ...page } } })),
      ),
  });

/** What did not air whole, newest first. */
export const notAiredQuery = (range: Range, of: { segmentId?: string; stationId?: string }) =>
  queryOptions({
    queryKey: ['not-aired', range, of],
    queryFn: () =>
      allPages((page) =>
        answerOf(api.GET('/api/v1/reports/not-aired', { params: { query: { ...range, ...of, ...page } } })),
      ),
  });

/** What each reason says, by its code. */
export const reasonsQuery = queryOptions({
  queryKey: ['not-aired-reasons'],
  queryFn: () => answerOf(api.GET('/api/v1/not-aired-reasons')),
  staleTime: HALF_HOUR_MS,
  select: ({ items }) => new Map(items.map(({ code, name }) => [code, name.vi])),
});

/** Where a report can be saved as CSV for Excel. */
export const csvAddress = (report: 'coverage' | 'airtime' | 'not-aired', query: Record<string, string>): string =>
  `/api/v1/reports/${report}.csv?${new URLSearchParams(query).toString()}`;
