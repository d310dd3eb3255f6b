import { useEffect, useState } from 'react';

/** Taps that were meant for the former program still come this long after the next has taken its place. */
const SETTLE_MS = 1_500;

/** Whether what is decided about has been on the page long enough for a tap to mean it. */
export function useIsSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}
