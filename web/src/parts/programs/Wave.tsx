import { useMemo } from 'react';
import { Box } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { lengthWords } from '../../words/formats.ts';
import { clock } from './clock.ts';
import type { Player } from './use-player.ts';
import styles from './Wave.module.css';
import { wavePath } from './wave-path.ts';
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

const FULL_SCALE = 255;

/** The sound as a picture: one seeks in it with the mouse, the thumb or the keyboard. */
export function Wave({ player, peaks, seconds, marks = [] }: Props) {
  const { t } = useWords('programs');
  const share = (at: number) => `${(100 * at) / seconds}%`;
  return (
    <Box className={styles.wave} data-marked={marks.length > 0}>
      {marks.map(({ number, from, seconds: length }) => (
        <span key={number} className={styles.stretch} style={{ left: share(from), width: share(length) }} />
      ))}
      {peaks && <Drawing peaks={peaks} played={player.position / seconds} />}
      <input
        type="range"
        data-player
        className={styles.position}
        aria-label={t('player.position')}
        aria-valuetext={lengthWords(Math.floor(player.position))}
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

/** What was passed is in another colour. Drawn by the page: wavesurfer.js copies inline styles, which the policy refuses. */
function Drawing({ peaks, played }: { peaks: readonly number[]; played: number }) {
  const { path, width } = useMemo(() => wavePath(peaks.map((peak) => peak / FULL_SCALE)), [peaks]);
  const passed = Math.min(1, played);
  return (
    <div className={styles.drawing} aria-hidden>
      <svg viewBox={`0 -1 ${Math.max(1, width - 1)} 2`} preserveAspectRatio="none">
        <path d={path} fill="var(--vang-border)" />
      </svg>
      <svg
        viewBox={`0 -1 ${Math.max(1, width - 1)} 2`}
        preserveAspectRatio="none"
        style={{ clipPath: `inset(0 ${100 - 100 * passed}% 0 0)` }}
      >
        <path d={path} fill="var(--vang-on-air)" />
      </svg>
      <span className={styles.cursor} style={{ left: `${100 * passed}%` }} />
    </div>
  );
}
