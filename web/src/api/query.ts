import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { KeptAnswer } from './kept.ts';
import { Problem, Unreachable } from './problem.ts';

export type { QueryClient } from '@tanstack/react-query';
export {
  keepPreviousData,
  QueryClientProvider,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

/** How often pages that are looked at ask again, in milliseconds; an answer that has not changed costs next to nothing. */
export const LIVE_MS = 10_000;

const RETRY_MS = [1_000, 2_000, 5_000, 10_000];

/** Who is told when an answer says that somebody must do something first, whatever they asked for. */
interface Told {
  /** Nobody is signed in (any more). */
  onSessionEnded: () => void;
  /** The role requires a second factor, and there is none yet. */
  onSecondFactorNeeded: () => void;
}

/** @param kept what was answered before this page was opened: known at once, and asked for again */
export function queryClient({ onSessionEnded, onSecondFactorNeeded }: Told, kept: readonly KeptAnswer[]): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof Problem)) return;
    if (error.code === 'not-signed-in') onSessionEnded();
    if (error.code === 'second-factor-needed') onSecondFactorNeeded();
    // A role has ended meanwhile: the pages show what is left.
    if (error.code === 'not-allowed') void client.invalidateQueries({ queryKey: ['me'] });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // Shown with its hour while the network is away, and asked for again by itself.
        networkMode: 'always',
        // Without a network the page says so at once; it asks again when there is one.
        retry: (failures, error) => navigator.onLine && isPassing(error) && failures < 4,
        retryDelay: (failures) => RETRY_MS[failures] ?? 10_000,
        refetchOnReconnect: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  for (const { queryKey, body, at } of kept) client.setQueryData(queryKey, { ...body, keptAt: at }, { updatedAt: at });
  return client;
}

const isPassing = (error: Error): boolean =>
  error instanceof Unreachable || (error instanceof Problem && error.document.status === 503);
