import { useEffect, useSyncExternalStore } from 'react';

/** Pages read in the sun are ink on white, whatever the theme of the machine. */
let readers = 0;
const listeners = new Set<() => void>();

function change(by: number): void {
  readers += by;
  document.documentElement.toggleAttribute('data-ink-on-white', readers > 0);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useIsInkOnWhite = (): boolean => useSyncExternalStore(subscribe, () => readers > 0);

/** As long as the page is open. */
export function useInkOnWhite(): void {
  useEffect(() => {
    change(1);
    return () => change(-1);
  }, []);
}
