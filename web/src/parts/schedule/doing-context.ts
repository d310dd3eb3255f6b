import { createContext, useContext } from 'react';
import type { Consequences, Operation } from './queries.ts';

/** Does things to the schedule: asks about clashes, says what was done, and offers the way back. */
export interface Doing {
  /** @param what is said of it, e.g. `Đã xếp lịch` */
  run: (operations: readonly Operation[], what: string) => void;
  undo: (changeId: string) => void;
  /** What something does, in the words of the page. */
  wordsOf: (consequences: Consequences) => string;
  isRunning: boolean;
  /** What refused the last one, other than a clash. */
  error: Error | null;
  /** Forgets `error`, e.g. when another panel opens. */
  reset: () => void;
}

export const DoingContext = createContext<Doing | undefined>(undefined);

export function useDoing(): Doing {
  const doing = useContext(DoingContext);
  if (!doing) throw new Error('useDoing is for pages of the schedule');
  return doing;
}
