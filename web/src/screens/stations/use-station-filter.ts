import { useSearchParams } from '../../ui/routing.ts';
import { CODE_WORDS } from '../../generated/code-words.ts';
import type { StationFilter, Trouble } from './queries.ts';

const isTrouble = (text: string | null): text is Trouble => text !== null && text in CODE_WORDS.StationTrouble;

/** What the list is narrowed to, kept in the address: `?tim=…&loi=…&nhom=…`. */
export function useStationFilter() {
  const [query, setQuery] = useSearchParams();
  const [search, trouble, groupId] = [query.get('tim'), query.get('loi'), query.get('nhom')];
  const filter: StationFilter = {
    ...(search ? { search } : {}),
    ...(isTrouble(trouble) ? { trouble } : {}),
    ...(groupId ? { groupId } : {}),
  };
  /** An empty value takes the filter away. */
  const set = (name: 'tim' | 'loi' | 'nhom', value: string) =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const clear = () => setQuery({}, { replace: true });
  return { filter, isNarrowed: Object.keys(filter).length > 0, set, clear };
}
