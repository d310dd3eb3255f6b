import { useEffect, useState } from 'react';

/** A value once it has not changed for a while, so that typing asks for nothing. Compared as JSON. */
export function useLater<Value>(value: Value, ms: number): Value {
  const [later, setLater] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return later;
}
