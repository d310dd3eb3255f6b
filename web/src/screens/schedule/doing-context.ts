import { createContext, useContext } from 'react';
import type { Operation } from './queries.ts';

/** Does things to the schedule: asks about clashes, says what was done, and offers the way back. */
export interface Doing {
  /** @param what is said of it, e.g. `Đã xếp lịch` */
  run: (operations: readonly Operation[], what: string) => void;
  undo: (changeId: string) => void;
  isRunning: boolean;
  /** What refused the last one, other than a clash. */
  error: Error | null;
  /** Forgets `error`, e.g. when another panel opens. */
  reset: () => void;
}

export const DoingContext = createContext<Doing | undefined>(undefined);

export function useDoing(): Doing {
  const doing = useContext(DoingContext);
  if (!doing) throw new Error('useDoing is for the page of the schedule');
  return doing;
}
