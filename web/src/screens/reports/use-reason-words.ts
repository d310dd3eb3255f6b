import { useQuery } from '../../api/query.ts';
import { reasonsQuery } from './queries.ts';

/**
 * What a reason says by its code: nothing while that is being asked for (another word would be read, and then change), and
 * undefined where no reason was given, or where it cannot be known.
 */
export function useReasonWords(): (code: string | null) => string | undefined {
  const { data, isPending } = useQuery(reasonsQuery);
  return (code) => {
    if (!code) return undefined;
    return isPending ? '' : data?.get(code);
  };
}
