import { useLayoutEffect, useRef } from 'react';
import { useQuery, useQueryClient } from '../../api/query.ts';
import { useLocation, useNavigate } from '../../ui/routing.ts';
import { queueQuery } from './queries.ts';

/** What the address carries of how one came to it. */
interface Arrival {
  isNext?: boolean;
}

/** Opens the next of the queue, or the queue when it was the last. */
export function useNext(id: string): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery(queueQuery);
  return () => {
    const items = data?.items ?? [];
    const at = items.findIndex((program) => program.id === id);
    const next = items[at + 1] ?? items.find((program) => program.id !== id);
    void client.invalidateQueries({ queryKey: ['programs'] });
    void navigate(next ? `/duyet/${next.id}` : '/duyet', { state: { isNext: true } satisfies Arrival });
  };
}

/** The heading of a program that came after a decision takes the focus, so that it is read before it is decided about. */
export function useNextHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useLocation().state as Arrival | null;
  const isNext = arrival?.isNext === true;
  useLayoutEffect(() => {
    if (isNext) heading.current?.focus();
  }, [isNext]);
  return heading;
}
