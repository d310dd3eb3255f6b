import { useAddress } from '../../parts/use-address.ts';
import type { Filter } from './queries.ts';

const STANDINGS = ['waiting', 'approved', 'sent-back'] as const;
const PARAMETERS = { search: 'tim', mine: 'cua-toi', topic: 'linh-vuc', standing: 'trang-thai' } as const;

/** The filter of the list, in the address: Back and a copied link show the same. */
export function useFilter(): [filter: Filter, change: (change: Partial<Filter>) => void] {
  const [{ search, mine, topic, standing }, write] = useAddress(PARAMETERS, { replace: true });
  const filter: Filter = {
    search,
    mine: mine === '1',
    topic,
    approval: STANDINGS.find((known) => known === standing) ?? '',
    withdrawn: standing === 'withdrawn',
  };
  const change = (changed: Partial<Filter>) => {
    const next = { ...filter, ...changed };
    write({
      search: next.search,
      mine: next.mine ? '1' : '',
      topic: next.topic,
      standing: next.withdrawn ? 'withdrawn' : next.approval,
    });
  };
  return [filter, change];
}

export const isFiltered = ({ search, mine, topic, approval, withdrawn }: Filter): boolean =>
  search !== '' || mine || topic !== '' || approval !== '' || withdrawn;
