import { useMemo } from 'react';
import { useWords } from '../../../words/words.ts';
import { shortDay } from '../../../words/formats.ts';
import { clockWords, HOUR } from '../../../parts/schedule/clocks.ts';
import { dayMinutes, minutesWords } from './day-minutes.ts';
import { leftOf, NAME_WIDTH } from './geometry.ts';
import styles from './Grid.module.css';
import { type GridModel, segmentCounts } from './grid-model.ts';
import { NowTime } from './NowLine.tsx';
import type { Drawing } from './use-drawing.ts';

interface Props {
  model: GridModel;
  drawing: Drawing;
  today: string;
  segment: { id: string; name: string } | undefined;
  onDay: (day: string) => void;
}

/** The days, or the hours of the day, and how many stations air the chosen segment, and the minutes that are used. Sticks above the rows. */
export function GridHead({ model, drawing, today, segment, onDay }: Props) {
  const { t } = useWords('schedule');
  const isDay = model.days.length === 1;
  const segmentId = segment?.id;
  const counts = useMemo(() => (segmentId === undefined ? [] : segmentCounts(model, segmentId)), [model, segmentId]);
  const minutes = useMemo(() => dayMinutes(model), [model]);
  const width = drawing.geometry.width;
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.headRow} role="row" aria-rowindex={1}>
        <div className={styles.corner} role="columnheader" style={{ width: NAME_WIDTH }}>
          {t('stations', { count: model.stations.length })}
        </div>
        {isDay ? (
          <Hours model={model} drawing={drawing} />
        ) : (
          model.days.map((day, index) => (
            <div key={day} role="columnheader" className={styles.day} style={{ width }}>
              <button
                type="button"
                className={day === today ? styles.today : styles.dayName}
                onClick={() => onDay(day)}
              >
                {shortDay(day)}
              </button>
              <span className={styles.quietName}>{drawing.quiet[index]}</span>
            </div>
          ))
        )}
      </div>
      {segment && (
        <div className={styles.headRow} role="row" aria-rowindex={2}>
          <div className={styles.segment} role="rowheader" title={segment.name} style={{ width: NAME_WIDTH }}>
            {shortSegment(segment.name)}
          </div>
          {counts.map(({ aired, stations }, index) => (
            <div key={model.days[index]} role="gridcell" className={styles.count} style={{ width }}>
              <span className={`digits ${aired < stations ? styles.lacking : styles.all}`}>
                {aired}/{stations}
              </span>
            </div>
          ))}
        </div>
      )}
      <div className={styles.headRow} role="row" aria-rowindex={3}>
        <div
          className={styles.minutesHead}
          role="rowheader"
          title={t('minutes.headTitle')}
          style={{ width: NAME_WIDTH }}
        >
          {t('minutes.head')}
        </div>
        {minutes.map((of, index) => (
          <div key={model.days[index]} role="gridcell" className={styles.count} style={{ width }}>
            <span className="digits">{minutesWords(of)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function Hours({ model, drawing }: Pick<Props, 'model' | 'drawing'>) {
  const { geometry } = drawing;
  const first = Math.ceil(geometry.from / HOUR);
  const hours = Array.from({ length: Math.floor(geometry.until / HOUR) - first }, (_, hour) => (first + hour) * HOUR);
  return (
    <div className={styles.hours} role="columnheader" style={{ width: geometry.width }}>
      {hours.map((hour) => (
        <span key={hour} className={`digits ${styles.hour}`} style={{ left: leftOf(geometry, hour) }}>
          {clockWords(hour)}
        </span>
      ))}
      <NowTime model={model} drawing={drawing} />
    </div>
  );
}

/** What everybody calls it: `CCHC` for the segment of the plan. */
const shortSegment = (name: string): string =>
  /cải cách hành chính/i.test(name) ? 'CCHC' : name.replace(/^chuyên mục /i, '');
