import { useEffect, useState } from 'react';

/** The present moment in milliseconds since 1970, new every `everyMs`; pages of time are drawn from it. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
