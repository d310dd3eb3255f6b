import { CODE_WORDS } from '../../generated/code-words.ts';
import { useAddress } from '../../parts/use-address.ts';
import type { PeopleFilter, Role } from './queries.ts';

const isRole = (text: string): text is Role => text in CODE_WORDS.Role;

/** What the people are narrowed to, kept in the address. */
export function usePeopleFilter() {
  const [asked, change] = useAddress({ search: 'tim', role: 'vai-tro', ended: 'da-dong' }, { replace: true });
  const { search, role, ended } = asked;
  const filter: PeopleFilter = {
    ...(search && { search }),
    ...(isRole(role) && { role }),
    ended: ended !== '',
  };
  return { filter, isNarrowed: Object.values(asked).some((value) => value !== ''), change };
}
