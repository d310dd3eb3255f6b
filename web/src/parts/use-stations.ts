import { answerOf, api } from '../api/client.ts';
import { keptKey, orKept } from '../api/kept.ts';
import { queryOptions, useQuery } from '../api/query.ts';
import { useMe } from '../session/me.tsx';
import { byStationName } from './by-name.ts';
import { chosenStation, onlyStation, rememberStation, type StationName, stationsKey } from './station-choice.ts';
import { useAddress } from './use-address.ts';

/** The station of the page: the one in the address, else the one chosen last on this machine, else the first. */
export function useStations() {
  const me = useMe();
  const [asked, change] = useAddress({ station: 'dai' });
  const only = onlyStation(me.grants);
  const answer = useQuery({ ...stationsQuery(me.person.id), enabled: only === undefined });
  const stations: StationName[] | undefined = only === undefined ? answer.data?.items : [{ id: only, name: '' }];
  const station = stations && chosenStation(stations, asked.station);
  const choose = (id: string) => {
    rememberStation(id);
    change({ station: id });
  };
  return { station, stations, choose, error: answer.error, retry: () => void answer.refetch() };
}

const MOST_PAGES = 20;

/** The stations among which somebody may choose. */
const stationsQuery = (personId: string) => {
  const queryKey = stationsKey(personId);
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
