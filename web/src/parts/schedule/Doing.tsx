import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { useFailureWords } from '../failure-words.ts';
import { say } from '../toasts.ts';
import { useWords } from '../../words/words.ts';
import { isClash } from './clash/clashes.ts';
import { DoingContext } from './doing-context.ts';
import { useImpactWords } from './impact-words.ts';
import { type Consequences, doOperations, type Made, type Operation, SCHEDULE, undoChange } from './queries.ts';

const ClashDialog = lazy(async () => ({ default: (await import('./clash/ClashDialog.tsx')).ClashDialog }));

interface Props {
  children: ReactNode;
  /** Something was done; undefined while it is a large change that is done a little later. */
  onDone: (made: Made | undefined) => void;
  /** Instead of numbers of broadcasts and stations. */
  wordsOf?: (consequences: Consequences) => string;
}

interface Asked {
  what: string;
  call: () => ReturnType<typeof doOperations>;
  isUndo?: boolean;
}

export function DoingProvider({ children, onDone, wordsOf }: Props) {
  const { t } = useWords('scheduling');
  const client = useQueryClient();
  const numbers = useImpactWords();
  const words = wordsOf ?? numbers;
  const failure = useFailureWords();
  const [clash, setClash] = useState<{ problem: Problem; what: string }>();
  const [isAsking, setAsking] = useState(false);
  const doIt = useMutation({
    mutationFn: ({ call }: Asked) => call(),
    onSuccess: (answer, { what, isUndo }) => {
      setAsking(false);
      const made = 'consequences' in answer ? answer : undefined;
      const changeId = made ? made.changeId : 'id' in answer ? answer.id : null;
      const said = made ? words(made.consequences) : t('done.later');
      say(`${what}: ${said}`, changeId === null ? undefined : () => undo(changeId, !isUndo), isUndo);
      onDone(made);
      void client.invalidateQueries({ queryKey: [SCHEDULE] });
    },
    onError: (error, { what }) => {
      if (!isClash(error)) return;
      setClash({ problem: error, what });
      setAsking(true);
    },
  });
  const undo = (changeId: string, isUndo = true) =>
    doIt.mutate(
      { what: t(isUndo ? 'done.undone' : 'done.redone'), call: () => undoChange(changeId), isUndo },
      { onError: (error) => (isClash(error) ? undefined : say(failure(error))) },
    );
  const run = (operations: readonly Operation[], what: string) =>
    doIt.mutate({ what, call: () => doOperations(operations) });
  const error = doIt.error && !isClash(doIt.error) ? doIt.error : null;
  return (
    <DoingContext value={{ run, undo, wordsOf: words, isRunning: doIt.isPending, error, reset: doIt.reset }}>
      {children}
      <Suspense>{clash && <ClashDialog {...clash} opened={isAsking} onClose={() => setAsking(false)} />}</Suspense>
    </DoingContext>
  );
}
