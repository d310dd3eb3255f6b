import { useSearchParams } from '../../ui/routing.ts';
import type { Filter } from './queries.ts';

const STANDINGS = ['waiting', 'approved', 'sent-back'] as const;

/** The filter of the list, in the address: Back and a copied link show the same. */
export function useFilter(): [filter: Filter, change: (change: Partial<Filter>) => void] {
  const [query, setQuery] = useSearchParams();
  const standing = query.get('trang-thai') ?? '';
  const filter: Filter = {
    search: query.get('tim') ?? '',
    mine: query.get('cua-toi') === '1',
    topic: query.get('linh-vuc') ?? '',
    approval: STANDINGS.find((known) => known === standing) ?? '',
    withdrawn: standing === 'withdrawn',
  };
  const change = (changed: Partial<Filter>) => setQuery(addressOf({ ...filter, ...changed }), { replace: true });
  return [filter, change];
}

function addressOf({ search, mine, topic, approval, withdrawn }: Filter): Record<string, string> {
  return {
    ...(search && { tim: search }),
    ...(mine && { 'cua-toi': '1' }),
    ...(topic && { 'linh-vuc': topic }),
    ...((approval || withdrawn) && { 'trang-thai': withdrawn ? 'withdrawn' : approval }),
  };
}

export const isFiltered = ({ search, mine, topic, approval, withdrawn }: Filter): boolean =>
  search !== '' || mine || topic !== '' || approval !== '' || withdrawn;
