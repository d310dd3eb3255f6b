import { Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import styles from './Schedule.module.css';

const READING = ['arrows', 'days', 'enter', 'escape'] as const;
const WRITING = ['arrows', 'days', 'enter', 'space', 'carry', 'carryDay', 'drop', 'escape', 'delete'] as const;

/** What the keys do in the grid. */
export function KeysPanel({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useWords('schedule');
  return (
    <>
      <Text mb="sm">{t('keys.how')}</Text>
      <dl className={styles.keys}>
        {(mayWrite ? WRITING : READING).map((key) => (
          <div key={key}>
            <dt>{t(`keys.${key}`)}</dt>
            <dd>{t(`keys.does.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
