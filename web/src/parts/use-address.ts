import { useSearchParams } from '../ui/routing.ts';

/**
 * What a page shows, in the query of its address: Back and a copied link show the same. Each member has a parameter there,
 * e.g. `{ search: 'tim' }` for `?tim=…`, and is empty where the address has none; the change writes some of them, and an empty
 * one disappears.
 * @param options `replace`: Back leaves the page, for what is narrowed step by step
 */
export function useAddress<Member extends string>(
  parameters: Record<Member, string>,
  options: { replace?: boolean } = {},
): [shown: Record<Member, string>, change: (changes: Partial<Record<Member, string>>) => void] {
  const [query, setQuery] = useSearchParams();
  const shown = { ...parameters };
  for (const member in parameters) shown[member] = query.get(parameters[member]) ?? '';
  const change = (changes: Partial<Record<Member, string>>) => {
    const next = new URLSearchParams(query);
    for (const member in changes) {
      if (changes[member]) next.set(parameters[member], changes[member]);
      else next.delete(parameters[member]);
    }
    setQuery(next, options);
  };
  return [shown, change];
}
