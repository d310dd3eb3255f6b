import { Unreachable } from '../../api/problem.ts';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useHasRole, useMe } from '../../session/me.tsx';
import { useUnsent } from '../../session/sending.ts';
import { Anchor, Button } from '../../ui/core.ts';
import { Link } from '../../ui/routing.ts';
import { addDays, dayAt, dayWords, isDay } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import { DayHead } from './DayHead.tsx';
import { DayItems } from './DayItems.tsx';
import { Devices } from './Devices.tsx';
import { DayGaps } from './DayGaps.tsx';
import { dayQuery, reasonsQuery, useLastKnownDay, useSentShown } from './queries.ts';
import { knownItem } from './standing.ts';
import styles from './Today.module.css';
import { WaitingDays } from './WaitingDays.tsx';
import type { StationName } from '../../parts/station-choice.ts';

interface Props {
  stationId: string;
  stations: readonly StationName[];
  onChoose: (id: string) => void;
}

/** Tomorrow is kept on the machine as well: the page may be opened at 5 o'clock where there is no signal. */
const TOMORROW_MS = 600_000;

/** One station's day, with its head. */
export function StationDay({ stationId, stations, onChoose }: Props) {
  const { person } = useMe();
  const [asked] = useAddress({ day: 'ngay' });
  const now = useNow(5_000);
  const unsent = useUnsent(person.id);
  useSentShown();
  const present = dayAt(now, HERE);
  const day = isDay(asked.day) ? asked.day : present;
  const shown = { personId: person.id, stationId, day };
  const answer = useQuery(dayQuery(shown));
  useQuery({ ...dayQuery({ ...shown, day: addDays(present, 1) }), refetchInterval: TOMORROW_MS });
  const reasons = useQuery(reasonsQuery);
  const known = answer.data?.items.map((item) => knownItem(item, unsent)) ?? [];
  return (
    <>
      <DayHead
        day={day}
        present={present}
        stationName={answer.data?.station.name}
        stationId={stationId}
        stations={stations}
        onChoose={onChoose}
        answeredAt={answer.data ? (answer.data.keptAt ?? answer.dataUpdatedAt) : undefined}
      />
      {answer.data?.mayConfirm && <WaitingDays stationId={stationId} day={day} />}
      <div className={styles.columns}>
        {answer.data && (
          <div>
            <DayItems
              day={answer.data}
              isPresent={day === present}
              known={known}
              now={now}
              reasons={reasons.data?.items}
            />
            {day >= present && <DayGaps asked={shown} />}
            <NoticeEntry stationId={stationId} />
          </div>
        )}
        {answer.data && <Devices day={answer.data} now={now} />}
      </div>
      {!answer.data && !answer.error && <Waiting />}
      {answer.error && !answer.data && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.error instanceof Unreachable && !answer.data && <LastKnown {...shown} />}
    </>
  );
}

/** Where the operator places what the commune itself announces. */
function NoticeEntry({ stationId }: { stationId: string }) {
  const { t } = useWords('today');
  if (!useHasRole('operator')) return null;
  const to = `/thong-bao?dai=${stationId}`;
  return (
    <Button component={Link} to={to} size="lg" className={styles.button ?? ''} mt="md" fullWidth variant="default">
      {t('notice')}
    </Button>
  );
}

/** The way to what this machine does know. */
function LastKnown(asked: { personId: string; stationId: string; day: string }) {
  const { t } = useWords('today');
  const last = useLastKnownDay(asked);
  if (!last) return null;
  return (
    <Anchor component={Link} to={`?dai=${asked.stationId}&ngay=${last}`} className={styles.wideLink ?? ''}>
      {t('lastKnown', { day: dayWords(last) })}
    </Anchor>
  );
}
