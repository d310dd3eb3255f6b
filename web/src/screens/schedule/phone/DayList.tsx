import { Text, UnstyledButton } from '../../../ui/core.ts';
import { dayWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { clockWords } from '../../../parts/schedule/clocks.ts';
import type { GridActions } from '../grid/grid-actions.ts';
import type { GridModel, GridStation } from '../grid/grid-model.ts';
import { markOf } from '../grid/GridRow.tsx';
import { reasonWords } from '../item-words.ts';
import styles from './DayList.module.css';

interface Props extends Pick<GridActions, 'onOpen'> {
  model: GridModel;
  station: GridStation;
  today: string;
  marks: ReadonlySet<string>;
}

/** The days of a station with their items; a gap is as visible as a broadcast. */
export function DayList({ model, station, today, marks, onOpen }: Props) {
  const { t } = useWords('schedule');
  return model.days.map((day, index) => {
    const cell = station.cells[index] ?? null;
    const rules = model.airtime[station.airtime[index] ?? -1];
    const items = cell === null ? [] : (model.lists[cell]?.items ?? []);
    const used = Math.round((cell === null ? 0 : (model.lists[cell]?.usedSeconds ?? 0)) / 60);
    const allowed = rules?.allowedSeconds;
    return (
      <section key={day} className={day < today ? styles.past : ''}>
        <h2 className={styles.day}>
          <span className={day === today ? styles.today : ''}>{dayWords(day)}</span>
          <span className={styles.minutes}>
            {rules?.quietDay ?? t('phone.minutes', { used, of: allowed ? `/${Math.round(allowed / 60)}` : '' })}
          </span>
        </h2>
        {items.length === 0 && <Text c="dimmed">{t('phone.empty')}</Text>}
        {items.map((item) => {
          const time = clockWords(item.clock);
          const isMarked = marks.has(item.entry.id) || marks.has(markOf(station.id, day, time, item.entry.id));
          return (
            <UnstyledButton
              key={`${item.clock} ${item.entry.id}`}
              className={`${styles.item} ${item.isGap ? styles.gap : ''} ${isMarked ? styles.marked : ''}`}
              onClick={() => onOpen({ station, day, item })}
            >
              <span className="digits">{time}</span>
              <span>
                {item.title}
                {item.isGap && (
                  <span className={styles.reason}>
                    {t('item.gap')}: {reasonWords(item.reason)}
                  </span>
                )}
              </span>
            </UnstyledButton>
          );
        })}
      </section>
    );
  });
}
