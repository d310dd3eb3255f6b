import { useQuery } from '../../api/query.ts';
import { useMe } from '../../session/me.tsx';
import { centresQuery, stationsQuery } from './queries.ts';

/** Whose schedule is looked at: all stations of a centre, or named stations. */
export interface Places {
  centreId: string | undefined;
  stationIds: readonly string[];
}

/** The centre of whoever is signed in; of people of communes their stations. Undefined until it is known. */
export function usePlaces(): { places: Places | undefined; error: Error | null } {
  const { grants } = useMe();
  const scopes = grants.filter(({ role }) => role !== 'contributor').map(({ scope }) => scope);
  const own = scopes.flatMap((scope) => (scope.kind === 'centre' ? scope.id : []))[0];
  const isEverywhere = scopes.some(({ kind }) => kind === 'everywhere');
  const centres = useQuery({ ...centresQuery, enabled: own === undefined && isEverywhere });
  const stations = useQuery({ ...stationsQuery, enabled: own === undefined && !isEverywhere });
  const error = centres.error ?? stations.error;
  if (own !== undefined) return { places: { centreId: own, stationIds: [] }, error };
  const first = centres.data?.items[0];
  if (first) return { places: { centreId: first.id, stationIds: [] }, error };
  if (stations.data) {
    return { places: { centreId: undefined, stationIds: stations.data.items.map(({ id }) => id) }, error };
  }
  return { places: undefined, error };
}
