import { StateMark } from '../../parts/StateMark.tsx';
import { Group } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import styles from './Reports.module.css';

const SHAPES = ['aired', 'said', 'failed', 'waiting', 'upcoming'] as const;

/** What the marks of the grid mean. */
export function Legend() {
  const { t } = useWords('reports');
  return (
    <Group gap="md" className={styles.legend ?? ''}>
      {SHAPES.map((shape) => (
        <span key={shape}>
          <span className={styles.cell} data-shape={shape}>
            <StateMark shape={shape} />
          </span>
          {t(`legend.${shape}`)}
        </span>
      ))}
      <span>
        <span className={styles.cell} data-shape="none" />
        {t('legend.none')}
      </span>
    </Group>
  );
}
