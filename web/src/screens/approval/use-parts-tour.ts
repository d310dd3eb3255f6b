import { useEffect, useRef } from 'react';
import type { Player } from '../../parts/programs/use-player.ts';
import { type HeardPart, isHeard } from './heard-parts.ts';

/** Plays a part, then the others of which too little was heard, each as long as is needed; stopping ends it. */
export function usePartsTour(player: Player, parts: readonly HeardPart[]): (from: number) => void {
  const isTouring = useRef(false);
  const { media, isPlaying, position, playFrom } = player;
  useEffect(() => {
    const stop = () => {
      isTouring.current = false;
    };
    media.addEventListener('pause', stop);
    return () => media.removeEventListener('pause', stop);
  }, [media]);
  useEffect(() => {
    const current = parts.find(({ from, until }) => position >= from && position < until);
    if (!isTouring.current || !isPlaying || !current || !isHeard(current)) return;
    const next = parts.find((part) => !isHeard(part));
    if (next) playFrom(next.from);
    else media.pause();
  });
  return (from) => {
    isTouring.current = true;
    playFrom(from);
  };
}
