import { Text, UnstyledButton } from '../../../ui/core.ts';
import { dayWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { clockWords } from '../../../parts/schedule/clocks.ts';
import { isOfQuietDay } from '../grid/gaps.ts';
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

/** The days of a station with their items; a gap is as visible as a broadcast, but on a quiet day nothing is missing. */
export function DayList({ model, station, today, marks, onOpen }: Props) {
  const { t } = useWords('schedule');
  return model.days.map((day, index) => {
    const cell = station.cells[index] ?? null;
    const rules = model.airtime[station.airtime[index] ?? -1];
    const items = cell === null ? [] : (model.lists[cell]?.items ?? []);
    const used = Math.round((cell === null ? 0 : (model.lists[cell]?.usedSeconds ?? 0)) / 60);
    const allowed = rules?.allowedSeconds;
    const quiet = rules?.quietDay;
    return (
      <section key={day} className={day < today ? styles.past : ''}>
        <h2 className={styles.day}>
          <span className={day === today ? styles.today : ''}>{dayWords(day)}</span>
          <span className={styles.minutes}>
            {!quiet && t('phone.minutes', { used, of: allowed ? `/${Math.round(allowed / 60)}` : '' })}
          </span>
        </h2>
        {quiet && <Text py="xs">{t('quietDay', { name: quiet })}</Text>}
        {items.length === 0 && !quiet && <Text c="dimmed">{t('phone.empty')}</Text>}
        {items.map((item) => {
          const time = clockWords(item.clock);
          const isQuiet = isOfQuietDay(item);
          const isGap = item.isGap && !isQuiet;
          const isMarked = marks.has(item.entry.id) || marks.has(markOf(station.id, day, time, item.entry.id));
          return (
            <UnstyledButton
              key={`${item.clock} ${item.entry.id}`}
              className={`${styles.item} ${isGap ? styles.gap : ''} ${isQuiet ? styles.off : ''} ${isMarked ? styles.marked : ''}`}
              onClick={() => onOpen({ station, day, item })}
            >
              <span className="digits">{time}</span>
              <span>
                {item.title}
                {isQuiet && ` (${t('phone.off')})`}
                {isGap && (
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
