import { useEffect, useState } from 'react';
import styles from './Waiting.module.css';

/** Quicker answers flash nothing. */
const SHOWN_AFTER_MS = 300;

/** Lines in place of a list that is on its way. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div className={styles.lines} aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.line} />
      ))}
    </div>
  );
}
