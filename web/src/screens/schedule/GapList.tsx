import { useState } from 'react';
import { Button, Text } from '../../ui/core.ts';
import { shortDay } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { clockWords } from '../../parts/schedule/clocks.ts';
import { type GapAt, gapsOf, type GridModel } from './grid/grid-model.ts';
import { reasonWords } from './item-words.ts';
import styles from './Schedule.module.css';

interface Props {
  model: GridModel;
  today: string;
  onSettle: (gap: GapAt) => void;
}

const FEW = 3;

/** What is ahead and would not be heard, each with a way to settle it; the same at many stations is one line. */
export function GapList({ model, today, onSettle }: Props) {
  const { t } = useWords('schedule');
  const [isOpen, setOpen] = useState(false);
  const gaps = gapsOf(model).filter(({ day }) => day >= today);
  const sorted = alike(gaps).toSorted(byTime);
  if (sorted.length === 0) return null;
  return (
    <section aria-label={t('gaps.title')}>
      <Text fw={600} c="var(--vang-failed)" mt="sm">
        {t('gaps.count', { count: gaps.length })}
      </Text>
      <ul className={styles.plain}>
        {(isOpen ? sorted : sorted.slice(0, FEW)).map(({ first, same }) => (
          <li key={`${first.day} ${first.item.clock} ${first.item.entry.id}`} className={styles.gapLine}>
            <Text component="span">
              <span className="digits">{clockWords(first.item.clock)}</span> {shortDay(first.day)},{' '}
              {same.length === 1 ? first.station.short : t('stations', { count: same.length })}: {first.item.title},{' '}
              {reasonWords(first.item.reason)}
            </Text>
            <Button variant="default" size="xs" onClick={() => onSettle(first)}>
              {t('gaps.settle')}
            </Button>
          </li>
        ))}
      </ul>
      {sorted.length > FEW && (
        <Button variant="subtle" px="xs" onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('gaps.fewer') : t('gaps.all', { count: sorted.length - FEW })}
        </Button>
      )}
    </section>
  );
}

interface Line {
  first: GapAt;
  same: readonly GapAt[];
}

function alike(gaps: readonly GapAt[]): Line[] {
  const lines = new Map<string, { first: GapAt; same: GapAt[] }>();
  for (const gap of gaps) {
    const key = `${gap.day} ${gap.item.clock} ${gap.item.entry.id}`;
    const line = lines.get(key) ?? { first: gap, same: [] };
    line.same.push(gap);
    lines.set(key, line);
  }
  return [...lines.values()];
}

const byTime = ({ first: one }: Line, { first: other }: Line): number =>
  one.day.localeCompare(other.day) || one.item.clock - other.item.clock;
