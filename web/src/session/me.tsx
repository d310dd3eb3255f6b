import { createContext, type ReactNode, useContext } from 'react';
import { answerOf, api, type Schemas } from '../api/client.ts';
import { orKept } from '../api/kept.ts';
import { queryOptions, useQuery } from '../api/query.ts';
import { useSending } from './sending.ts';

const askMe = () => orKept('me', () => answerOf(api.GET('/api/v1/me')));

type Me = Awaited<ReturnType<typeof askMe>>;

/** Who is signed in, and what they may do. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: askMe,
  staleTime: 60_000,
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
