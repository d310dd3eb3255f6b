import { useSyncExternalStore } from 'react';
import { connection } from '../api/connection.ts';
import { useNow } from '../parts/use-now.ts';
import { Anchor, Text } from '../ui/core.ts';
import { Link } from '../ui/routing.ts';
import { dayAt, dayWords, timeAt } from '../words/formats.ts';
import { HERE } from '../words/here.ts';
import { useWords } from '../words/words.ts';
import styles from './Frame.module.css';
import { useMe } from '../session/me.tsx';
import { useUnsent } from '../session/sending.ts';

/** Answers older than this are shown with their hour. */
const STALE_MS = 60_000;

/** Time, connection and name, above every page. */
export function Head() {
  const now = useNow();
  const { person } = useMe();
  return (
    <header className={styles.head}>
      <Text component="span" className="digits">
        {timeAt(now, HERE)}
      </Text>
      <Text component="span">{dayWords(dayAt(now, HERE))}</Text>
      <ConnectionLine now={now} />
      <Anchor component={Link} to="/tai-khoan" className={styles.name ?? ''} c="inherit" underline="always">
        {person.name}
      </Anchor>
    </header>
  );
}

/** Silent when all is well. */
function ConnectionLine({ now }: { now: number }) {
  const { t } = useWords();
  const { isLost, answeredAt } = useSyncExternalStore(connection.subscribe, connection.current);
  const unsent = useUnsent(useMe().person.id).length;
  const isStale = isLost && answeredAt !== undefined && now - answeredAt > STALE_MS;
  const lines = [
    isLost && t('connection.lost'),
    unsent > 0 && t('connection.unsent', { count: unsent }),
    isStale && t('connection.stale', { time: timeAt(answeredAt, HERE) }),
  ].filter(Boolean);
  return (
    <Text component="span" role="status" className={styles.connection ?? ''}>
      {lines.length > 0 && lines.join(' ')}
    </Text>
  );
}
