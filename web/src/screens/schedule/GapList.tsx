import { useMemo, useState } from 'react';
import { Button, Text } from '../../ui/core.ts';
import { dayAndMonth, shortDay } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { clockWords } from '../../parts/schedule/clocks.ts';
import { type Gap, gapsFrom } from './grid/gaps.ts';
import type { GridModel } from './grid/grid-model.ts';
import { reasonWords } from './item-words.ts';
import styles from './Schedule.module.css';

interface Props {
  model: GridModel;
  today: string;
  /** Absent for who may not change the schedule. */
  onSettle: ((gap: Gap) => void) | undefined;
}

const FEW = 6;

/** What is ahead and will not be heard, each with a way to settle it; then the quiet days, a line for each. */
export function GapList({ model, today, onSettle }: Props) {
  const { t } = useWords('schedule');
  const [isOpen, setOpen] = useState(false);
  const { gaps, quiet } = useMemo(() => gapsFrom(model, today), [model, today]);
  if (gaps.length === 0 && quiet.length === 0) return null;
  const count = gaps.reduce((sum, { stations }) => sum + stations.length, 0);
  return (
    <section aria-label={t('gaps.title')}>
      {count > 0 && (
        <Text fw={600} c="var(--vang-failed)" mt="sm">
          {t('gaps.count', { count })}
        </Text>
      )}
      <ul className={styles.plain}>
        {(isOpen ? gaps : gaps.slice(0, FEW)).map((gap) => (
          <li key={`${gap.day} ${gap.item.clock} ${gap.item.entry.id} ${gap.station.id}`} className={styles.gapLine}>
            <Line gap={gap} />
            {onSettle && (
              <Button variant="default" size="xs" onClick={() => onSettle(gap)}>
                {t('gaps.settle')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {gaps.length > FEW && (
        <Button variant="subtle" px="xs" onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('gaps.fewer') : t('gaps.all', { count: gaps.length - FEW })}
        </Button>
      )}
      {quiet.map(({ day, name, count: skipped }) => (
        <Text key={day} c="dimmed" mt={4}>
          {name === null
            ? t('gaps.quiet', { day: dayAndMonth(day), count: skipped })
            : t('gaps.quietNamed', { day: dayAndMonth(day), name, count: skipped })}
        </Text>
      ))}
    </section>
  );
}

/** `17:15 T3 24, 22 đài: Bản tin, trùng giờ`. */
function Line({ gap: { item, day, station, stations } }: { gap: Gap }) {
  const { t } = useWords('schedule');
  return (
    <Text component="span">
      <span className="digits">{clockWords(item.clock)}</span> {shortDay(day)},{' '}
      {stations.length === 1 ? station.short : t('stations', { count: stations.length })}: {item.title},{' '}
      {reasonWords(item.reason)}
    </Text>
  );
}
