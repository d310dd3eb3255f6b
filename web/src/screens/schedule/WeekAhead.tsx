import { useQuery } from '../../api/query.ts';
import { ActionIcon, Group, Text } from '../../ui/core.ts';
import { IconX } from '../../ui/icons.ts';
import { addDays, shortDay } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { clockWords } from '../../parts/schedule/clocks.ts';
import type { GridModel } from './grid/grid-model.ts';
import { useImpactWords } from '../../parts/schedule/impact-words.ts';
import { gridQuery } from './queries.ts';
import { type Made } from '../../parts/schedule/queries.ts';
import styles from './Schedule.module.css';
import type { Places } from './places.ts';

interface Props {
  made: Made;
  places: Places;
  today: string;
  /** The Monday of a week to come that is looked at; else the days from today on are shown. */
  week?: string | undefined;
  onClose: () => void;
}

/** After each change: what it did, and when the entries that it touched air on the next seven days, or in the week that is shown. */
export function WeekAhead({ made, places, today, week, onClose }: Props) {
  const { t } = useWords('schedule');
  const impact = useImpactWords();
  const from = week ?? today;
  const title = week === undefined ? t('ahead.title') : t('copy.shown');
  const { data } = useQuery(gridQuery(places, from, addDays(from, 6)));
  const changed = new Set(made.consequences.broadcasts.map(({ localTime }) => localTime.slice(0, 10)));
  return (
    <section className={styles.ahead} aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Text>
          <strong>{title}.</strong> {t('ahead.done')}: {impact(made.consequences)}.
        </Text>
        <ActionIcon variant="subtle" aria-label={t('close')} onClick={onClose}>
          <IconX size={20} />
        </ActionIcon>
      </Group>
      <ul className={styles.week}>
        {data?.days.map((day, index) => {
          const { times, count, gaps } = airingsOf(data, index, made.entryIds);
          return (
            <li key={day} className={changed.has(day) ? styles.changedDay : ''}>
              <Text fw={600} className="digits">
                {shortDay(day)}
              </Text>
              <Text className="digits" fz="sm">
                {times.length > 0 || gaps > 0 ? times.join(' ') : t('ahead.none')}
              </Text>
              {count > 0 && <Text fz="sm">{t('day.items', { count })}</Text>}
              {gaps > 0 && (
                <Text fz="sm" c="var(--vang-failed)">
                  {t('ahead.gaps', { count: gaps })}
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const MOST_TIMES = 4;

function airingsOf({ stations, lists }: GridModel, day: number, entryIds: readonly string[]) {
  const items = stations.flatMap(({ cells }) => {
    const cell = cells[day] ?? null;
    return cell === null ? [] : (lists[cell]?.items ?? []).filter(({ entry }) => entryIds.includes(entry.id));
  });
  const heard = items.filter(({ isGap }) => !isGap);
  const times = [...new Set(heard.map(({ clock }) => clockWords(clock)))].toSorted();
  return { times: times.slice(0, MOST_TIMES), count: heard.length, gaps: items.length - heard.length };
}
