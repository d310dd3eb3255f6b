import { useCallback, useEffect, useState } from 'react';
import type { Program } from '../../parts/programs/queries.ts';
import type { Player } from '../../parts/programs/use-player.ts';
import { type HeardPart, playedOf, withPlayed } from './heard-parts.ts';
import { type Listening, reportHeard } from './queries.ts';

/** While it plays. */
const REPORT_MS = 4_000;

/** What one has played of this audio, told to the service now and then; it alone decides whether that is enough. */
export function useListening(
  { id, listening }: Program,
  originalSha256: string,
  player: Player,
): { parts: HeardPart[]; isUnplayed: boolean; report: () => Promise<Listening> } {
  const [known, setKnown] = useState(listening);
  const { media, isPlaying } = player;
  const report = useCallback(async () => {
    const told = await reportHeard(id, originalSha256, playedOf(media));
    setKnown(told);
    return told;
  }, [id, originalSha256, media]);
  useEffect(() => {
    if (!isPlaying) return;
    const tell = () => void report().catch(() => undefined);
    const timer = setInterval(tell, REPORT_MS);
    return () => {
      clearInterval(timer);
      tell();
    };
  }, [isPlaying, report]);
  const played = playedOf(media);
  return { parts: known ? withPlayed(known, played) : [], isUnplayed: played.length === 0, report };
}
