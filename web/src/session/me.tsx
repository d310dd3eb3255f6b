import { createContext, type ReactNode, useContext } from 'react';
import { actAs, answerOf, api, type Schemas } from '../api/client.ts';
import { orKept } from '../api/kept.ts';
import { type QueryClient, queryOptions, useQuery } from '../api/query.ts';
import { useSending } from './sending.ts';

const askMe = () => orKept('me', () => answerOf(api.GET('/api/v1/me')));

type Me = Awaited<ReturnType<typeof askMe>>;

/** What somebody else was answered before does not stay. */
async function askMeAgain({ client }: { client: QueryClient }): Promise<Me> {
  const before = client.getQueryData<Me>(ME);
  const me = await askMe();
  actAs(me.person.id);
  if (before && before.person.id !== me.person.id)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
  return me;
}

const ME = ['me'] as const;

/** Who is signed in, and what they may do. */
export const meQuery = queryOptions({
  queryKey: ME,
  queryFn: askMeAgain,
  staleTime: 60_000,
  // Somebody else may have signed in on another page.
  refetchOnWindowFocus: 'always',
});

const MeContext = createContext<Me | undefined>(undefined);

export const useMeAnswer = () => useQuery(meQuery);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  useSending(me.person.id);
  return <MeContext value={me}>{children}</MeContext>;
}

/** Whoever is signed in; only below the frame. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is for pages of people who are signed in');
  return me;
}

/** Whether somebody has the role, wherever it holds. */
export const useHasRole = (role: Schemas['Role']): boolean => useMe().grants.some((grant) => grant.role === role);

/** Whether one of the grants has the permission, wherever it holds: the service decides about each thing. */
export const useMay = (permission: Schemas['Permission']): boolean => useMe().permissions.includes(permission);
