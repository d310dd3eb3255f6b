import { useSearchParams } from '../ui/routing.ts';

type Changes<Member extends string> = Partial<Record<Member, string>>;

/**
 * What a page shows, in the query of its address: Back and a copied link show the same. Each member has a parameter there,
 * e.g. `{ search: 'tim' }` for `?tim=…`, and is empty where the address has none; the change writes some of them, and an empty
 * one disappears. `addressWith` is the address that the change would lead to, for links.
 * @param options `replace`: Back leaves the page, for what is narrowed step by step
 */
export function useAddress<Member extends string>(
  parameters: Record<Member, string>,
  options: { replace?: boolean } = {},
): [
  shown: Record<Member, string>,
  change: (changes: Changes<Member>) => void,
  addressWith: (changes: Changes<Member>) => string,
] {
  const [query, setQuery] = useSearchParams();
  const shown = { ...parameters };
  for (const member in parameters) shown[member] = query.get(parameters[member]) ?? '';
  const queryWith = (changes: Changes<Member>) => {
    const next = new URLSearchParams(query);
    for (const member in changes) {
      if (changes[member]) next.set(parameters[member], changes[member]);
      else next.delete(parameters[member]);
    }
    return next;
  };
  return [shown, (changes) => setQuery(queryWith(changes), options), (changes) => `?${queryWith(changes)}`];
}
