import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './Reports.module.css';

interface Props {
  label: string;
  /** Names what is shown: as it appears, its end is in view. Undefined: its beginning. */
  endFirst?: string | undefined;
  children: ReactNode;
}

/** A table wider than the window, which is moved sideways by the keyboard, too. */
export function Sideways({ label, endFirst, children }: Props) {
  const region = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (endFirst !== undefined && region.current) region.current.scrollLeft = region.current.scrollWidth;
  }, [endFirst]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
    <div ref={region} className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
