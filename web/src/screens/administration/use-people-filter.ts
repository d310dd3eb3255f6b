import { CODE_WORDS } from '../../generated/code-words.ts';
import { useSearchParams } from '../../ui/routing.ts';
import type { PeopleFilter, Role } from './queries.ts';

const isRole = (text: string | null): text is Role => text !== null && text in CODE_WORDS.Role;

/** What the people are narrowed to, kept in the address. */
export function usePeopleFilter() {
  const [query, setQuery] = useSearchParams();
  const [search, role] = [query.get('tim'), query.get('vai-tro')];
  const filter: PeopleFilter = {
    ...(search ? { search } : {}),
    ...(isRole(role) ? { role } : {}),
    ended: query.has('da-dong'),
  };
  const set = (name: 'tim' | 'vai-tro' | 'da-dong', value: string) =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return { filter, isNarrowed: [...query.keys()].length > 0, set };
}
