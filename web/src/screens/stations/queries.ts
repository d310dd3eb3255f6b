import { answerOf, api, type Schemas } from '../../api/client.ts';
import { LIVE_MS, queryOptions } from '../../api/query.ts';

export type StationItem = Schemas['StationOverviewItem'];
export type StationDetail = Schemas['StationDetail'];
export type DeviceView = Schemas['Device'];
export type ClusterView = Schemas['Cluster'];
export type Trouble = Schemas['StationTrouble'];

/** What the list is narrowed to. */
export interface StationFilter {
  search?: string;
  trouble?: Trouble;
  groupId?: string;
}

/** More than any province has in one list. */
export const MOST_STATIONS = 1_000;

export const overviewQuery = (filter: StationFilter) =>
  queryOptions({
    queryKey: ['stations', 'overview', filter],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/stations/overview', {
          params: { query: { ...filter, order: 'trouble', limit: MOST_STATIONS } },
        }),
      ),
    refetchInterval: LIVE_MS,
  });

/** How the station is, as its line of the list says it. */
export const stationStateQuery = ({ id, name }: { id: string; name: string }) =>
  queryOptions({
    queryKey: ['stations', id, 'state', name],
    queryFn: async () => {
      const query = { search: name, order: 'trouble', limit: MOST_STATIONS } as const;
      const { items } = await answerOf(api.GET('/api/v1/stations/overview', { params: { query } }));
      return items.find((item) => item.id === id) ?? null;
    },
    refetchInterval: LIVE_MS,
  });

/** All stations that the unit has had. */
export const unitStationsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['stations', 'unit', unitId],
    queryFn: () => answerOf(api.GET('/api/v1/stations', { params: { query: { unitId, limit: 50 } } })),
    staleTime: 60_000,
  });

export const readinessQuery = (id: string) =>
  queryOptions({
    queryKey: ['stations', id, 'readiness'],
    queryFn: () => answerOf(api.GET('/api/v1/stations/{id}/readiness', { params: { path: { id } } })),
    refetchInterval: LIVE_MS,
  });

export const clustersQuery = (id: string) =>
  queryOptions({
    queryKey: ['stations', id, 'clusters'],
    queryFn: () =>
      answerOf(api.GET('/api/v1/stations/{id}/clusters', { params: { path: { id }, query: { limit: 200 } } })),
  });

export const stopQuery = (id: string) =>
  queryOptions({
    queryKey: ['stations', id, 'stop'],
    queryFn: () => answerOf(api.GET('/api/v1/stations/{id}/stop', { params: { path: { id } } })),
    refetchInterval: LIVE_MS,
  });

export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: () => answerOf(api.GET('/api/v1/centres', { params: { query: { limit: 100 } } })),
  staleTime: 60_000,
});

export const groupsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ['centres', centreId, 'groups'],
    queryFn: () =>
      answerOf(api.GET('/api/v1/centres/{id}/groups', { params: { path: { id: centreId }, query: { limit: 200 } } })),
  });

/** The stations that a centre serves today, by name. */
export const servedQuery = (centreId: string) =>
  queryOptions({
    queryKey: ['centres', centreId, 'stations'],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/stations/overview', {
          params: { query: { centreId, order: 'name', closed: false, limit: MOST_STATIONS } },
        }),
      ),
    staleTime: 60_000,
  });
