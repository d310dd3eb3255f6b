import { useEffect, useMemo, useState } from 'react';

/** A value once it has not changed for a while, so that typing asks for nothing. It is compared, and kept, as JSON. */
export function useLater<Value>(value: Value, ms: number): Value {
  const text = JSON.stringify(value) as string | undefined;
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return useMemo(() => (later === undefined ? undefined : JSON.parse(later)) as Value, [later]);
}
