import type { Daypart } from '../../parts/dayparts.ts';
import { Button } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { hoursOf } from './hours.ts';
import type { Day } from './queries.ts';
import { type KnownItem, unansweredOf } from './standing.ts';
import styles from './Today.module.css';
import type { Say } from './use-say.ts';

interface Props {
  dayparts: readonly Daypart<KnownItem>[];
  day: Day;
  now: number;
  say: Say;
}

/** One tap for all dayparts that are over, where more than one waits. */
export function WholeDay({ dayparts, day, now, say }: Props) {
  const { t } = useWords('today');
  const open = dayparts.map(({ items }) => unansweredOf(items, now)).filter((items) => items.length > 0);
  if (!day.mayConfirm || open.length < 2) return null;
  const items = open.flat();
  const count = items.length;
  const isAll = dayparts.every(({ items: known }) => known.every(({ item }) => Date.parse(item.endsAt) <= now));
  return (
    <Button
      size="lg"
      fullWidth
      mt="md"
      className={`${styles.button} ${styles.primary}`}
      onClick={() =>
        say(items, t('several', { count, hours: hoursOf(items, day.station.timeZone) }), { said: 'heard' })
      }
    >
      {t(isAll ? 'dayHeard' : 'soFarHeard', { count })}
    </Button>
  );
}
