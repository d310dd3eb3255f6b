import { answerOf, api } from '../api/client.ts';
import { keptKey, orKept } from '../api/kept.ts';
import { queryOptions, useQuery } from '../api/query.ts';
import { useMe } from '../session/me.tsx';
import { byStationName } from './by-name.ts';
import { useAddress } from './use-address.ts';

export interface StationName {
  id: string;
  name: string;
}

const LAST = 'vang-station';

/** The station of the page: the one in the address, else the one chosen last on this machine, else the first. */
export function useStations() {
  const me = useMe();
  const [asked, change] = useAddress({ station: 'dai' });
  const scopes = me.grants.filter(({ role }) => role !== 'contributor').map(({ scope }) => scope);
  const own = new Set(scopes.flatMap((scope) => (scope.kind === 'station' ? scope.id : [])));
  // Most operators have one station: nothing needs to be asked.
  const isOne = own.size === 1 && scopes.every(({ kind }) => kind === 'station');
  const answer = useQuery({ ...stationsQuery(me.person.id), enabled: !isOne });
  const stations: StationName[] | undefined = isOne ? [...own].map((id) => ({ id, name: '' })) : answer.data?.items;
  const wanted = [asked.station, localStorage.getItem(LAST)];
  const station = wanted.find((id) => stations?.some((known) => known.id === id)) ?? stations?.[0]?.id;
  const choose = (id: string) => {
    localStorage.setItem(LAST, id);
    change({ station: id });
  };
  return { station, stations, choose, error: answer.error, retry: () => void answer.refetch() };
}

const MOST_PAGES = 20;

/** The stations among which somebody may choose. */
const stationsQuery = (personId: string) => {
  const queryKey = ['today-stations', personId];
  return queryOptions({
    queryKey,
    queryFn: () => orKept(keptKey(queryKey), allStations),
    staleTime: 600_000,
  });
};

async function allStations(): Promise<{ items: { id: string; name: string }[] }> {
  const items: { id: string; name: string }[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
    const query = { limit: 200, ...(cursor ? { cursor } : {}) };
    const answer = await answerOf(api.GET('/api/v1/stations', { params: { query } }));
    items.push(...answer.items.map(({ id, name }) => ({ id, name })));
    cursor = answer.next;
  }
  return { items: items.toSorted(byStationName) };
}
