import { useQuery, useQueryClient } from '../../api/query.ts';
import { useMe } from '../../session/me.tsx';
import { useUnsent } from '../../session/sending.ts';
import { Anchor, Text } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { shortDate } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { type Day, dayQuery, unconfirmedDaysQuery } from './queries.ts';
import styles from './Today.module.css';
import { waitingDays } from './waiting-days.ts';

interface Props {
  stationId: string;
  /** The one shown, which says so itself. */
  day: string;
}

/** `Còn chưa xác nhận: T6 27/11 (2), T7 28/11 (4)`, with the way there. */
export function WaitingDays({ stationId, day }: Props) {
  const { t } = useWords('today');
  const { person } = useMe();
  const unsent = useUnsent(person.id);
  const client = useQueryClient();
  const of = { personId: person.id, stationId };
  const { data } = useQuery(unconfirmedDaysQuery(of));
  const known = (other: string) => client.getQueryData<Day>(dayQuery({ ...of, day: other }).queryKey);
  const waiting = waitingDays(data?.items ?? [], known, unsent).filter((other) => other.day !== day);
  if (waiting.length === 0) return null;
  return (
    <nav className={styles.waitingDays} aria-labelledby="waiting-days">
      <Text component="span" id="waiting-days">
        {t('unconfirmed')}
      </Text>
      {waiting.map((other) => (
        <Anchor
          key={other.day}
          component={Link}
          to={`?dai=${stationId}&ngay=${other.day}`}
          className={`digits ${styles.waitingDay}`}
        >
          {t('unconfirmedDay', { day: shortDate(other.day), count: other.count })}
        </Anchor>
      ))}
    </nav>
  );
}
