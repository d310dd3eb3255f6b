import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Says how high a bar at the foot of the page is, so that what is said stands above it. */
export function useFootHeight(): RefObject<HTMLDivElement | null> {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!bar.current) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([entry]) =>
      style.setProperty('--vang-foot', `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`),
    );
    observer.observe(bar.current);
    return () => {
      observer.disconnect();
      style.removeProperty('--vang-foot');
    };
  }, []);
  return bar;
}
