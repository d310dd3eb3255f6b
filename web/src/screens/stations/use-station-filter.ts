import { CODE_WORDS } from '../../generated/code-words.ts';
import { useAddress } from '../../parts/use-address.ts';
import type { StationFilter, Trouble } from './queries.ts';

const isTrouble = (text: string): text is Trouble => text in CODE_WORDS.StationTrouble;

/** What the list is narrowed to, kept in the address: `?tim=…&loi=…&nhom=…`. */
export function useStationFilter() {
  const [asked, change] = useAddress({ search: 'tim', trouble: 'loi', groupId: 'nhom' }, { replace: true });
  const { search, trouble, groupId } = asked;
  const filter: StationFilter = {
    ...(search && { search }),
    ...(isTrouble(trouble) && { trouble }),
    ...(groupId && { groupId }),
  };
  const clear = () => change({ search: '', trouble: '', groupId: '' });
  return { filter, isNarrowed: Object.keys(filter).length > 0, change, clear };
}
