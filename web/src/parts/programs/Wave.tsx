import { useEffect, useRef, useState } from 'react';
import { Box, useComputedColorScheme } from '../../ui/core.ts';
import { type Drawn, drawWaveform } from '../../ui/waveform.ts';
import { useWords } from '../../words/words.ts';
import { lengthWords } from '../../words/formats.ts';
import { clock } from './clock.ts';
import type { Player } from './use-player.ts';
import styles from './Wave.module.css';
import './words.vi.ts';

/** A numbered place in the audio. */
export interface Mark {
  number: number;
  from: number;
  seconds: number;
}

interface Props {
  player: Player;
  /** 0 to 255; undefined while they are on their way. */
  peaks: readonly number[] | undefined;
  seconds: number;
  marks?: readonly Mark[];
}

const HEIGHT = 96;
const FULL_SCALE = 255;

/** The sound as a picture: one seeks in it with the mouse, the thumb or the keyboard. */
export function Wave({ player, peaks, seconds, marks = [] }: Props) {
  const { t } = useWords('programs');
  const share = (at: number) => `${(100 * at) / seconds}%`;
  return (
    <Box className={styles.wave}>
      {marks.map(({ number, from, seconds: length }) => (
        <span key={number} className={styles.stretch} style={{ left: share(from), width: share(length) }} />
      ))}
      <Drawing player={player} peaks={peaks} seconds={seconds} />
      <input
        type="range"
        data-player
        className={styles.position}
        aria-label={t('player.position')}
        aria-valuetext={lengthWords(player.position)}
        min={0}
        max={seconds}
        step={0.1}
        value={Math.min(player.position, seconds)}
        onChange={(event) => player.seek(event.currentTarget.valueAsNumber)}
      />
      {marks.map(({ number, from }) => (
        <button
          key={number}
          type="button"
          className={styles.mark}
          style={{ left: `min(${share(from)}, 100% - 1.5rem)` }}
          aria-label={t('player.mark', { number, time: clock(from) })}
          onClick={() => player.playFrom(from)}
        >
          {number}
        </button>
      ))}
    </Box>
  );
}

/** Drawn anew when the colours change: a canvas does not follow them. */
function Drawing({ player: { media }, peaks, seconds }: Pick<Props, 'player' | 'peaks' | 'seconds'>) {
  const container = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const element = container.current;
    if (!element || !peaks) return;
    let drawn: Drawn | undefined;
    let isOver = false;
    const wave = { peaks: peaks.map((peak) => peak / FULL_SCALE), seconds, height: HEIGHT };
    void drawWaveform(element, media, wave).then((made) => {
      if (isOver) return made.destroy();
      drawn = made;
      setDrawn(true);
    });
    return () => {
      isOver = true;
      drawn?.destroy();
    };
  }, [media, peaks, seconds, scheme]);
  return <div ref={container} className={styles.drawing} data-drawn={isDrawn} aria-hidden />;
}
