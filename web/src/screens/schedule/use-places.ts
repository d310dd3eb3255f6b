import { useQuery } from '../../api/query.ts';
import { useAddress } from '../../parts/use-address.ts';
import { useMe } from '../../session/me.tsx';
import type { Places } from './places.ts';
import { centresQuery, stationsQuery } from './queries.ts';

export interface CentreChoice {
  id: string;
  name: string;
}

interface Found {
  places: Places | undefined;
  /** Where there are several to choose from; the chosen one is in the address (`?trung-tam=`). */
  centres: readonly CentreChoice[];
  error: Error | null;
  retry: () => void;
}

/** The centre of whoever is signed in, the chosen one of several; of people of communes their stations. Undefined until it is known. */
export function usePlaces(): Found {
  const { grants } = useMe();
  const [asked] = useAddress({ centreId: 'trung-tam' });
  const scopes = grants.filter(({ role }) => role !== 'contributor').map(({ scope }) => scope);
  const own = new Set(scopes.flatMap((scope) => (scope.kind === 'centre' ? scope.id : [])));
  const isEverywhere = scopes.some(({ kind }) => kind === 'everywhere');
  const hasChoice = isEverywhere || own.size > 1;
  const centres = useQuery({ ...centresQuery, enabled: hasChoice });
  const stations = useQuery({ ...stationsQuery, enabled: own.size === 0 && !isEverywhere });
  const error = centres.error ?? stations.error;
  const retry = () => void (hasChoice ? centres : stations).refetch();
  const choices = (centres.data?.items ?? []).filter(({ id }) => isEverywhere || own.has(id));
  const [only] = own;
  const chosen = hasChoice ? (choices.find(({ id }) => id === asked.centreId) ?? choices[0])?.id : only;
  if (chosen !== undefined) return { places: { centreId: chosen, stationIds: [] }, centres: choices, error, retry };
  const ids = stations.data?.items.map(({ id }) => id);
  return { places: ids && { centreId: undefined, stationIds: ids }, centres: [], error, retry };
}
