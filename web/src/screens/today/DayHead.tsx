import { useAddress } from '../../parts/use-address.ts';
import { useNow } from '../../parts/use-now.ts';
import { ActionIcon, Anchor, NativeSelect, Text, Title } from '../../ui/core.ts';
import { IconChevronLeft, IconChevronRight } from '../../ui/icons.ts';
import { Link } from '../../ui/routing.ts';
import { addDays, agoWords, capital, dayWords } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import styles from './Today.module.css';
import type { StationName } from '../../parts/station-choice.ts';

interface Props {
  day: string;
  /** The present day. */
  present: string;
  stationId: string;
  stationName: string | undefined;
  stations: readonly StationName[];
  onChoose: (id: string) => void;
  /** When the service answered what is shown, in milliseconds since 1970. */
  answeredAt: number | undefined;
}

/** Older answers are shown with their hour. */
const STALE_MS = 60_000;

/** Which station, which day, and how old it is. */
export function DayHead({ day, present, stationId, stationName, stations, onChoose, answeredAt }: Props) {
  const { t } = useWords('today');
  return (
    <div className={styles.head}>
      {stations.length > 1 ? (
        <NativeSelect
          aria-label={t('station')}
          size="lg"
          value={stationId}
          onChange={({ currentTarget }) => onChoose(currentTarget.value)}
          data={stations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <Text className={styles.station ?? ''}>{stationName}</Text>
      )}
      <div className={styles.dayLine}>
        <DayArrow to={addDays(day, -1)} label={t('previousDay')} Icon={IconChevronLeft} />
        <Title order={1} className={styles.day ?? ''}>
          {capital(dayWords(day))}
        </Title>
        <DayArrow to={addDays(day, 1)} label={t('nextDay')} Icon={IconChevronRight} />
      </div>
      <AsOf answeredAt={answeredAt} />
      {day !== present && (
        <Anchor component={Link} to={`?dai=${stationId}`} className={styles.wideLink ?? ''}>
          {t('backToToday')}
        </Anchor>
      )}
    </div>
  );
}

function DayArrow({ to, label, Icon }: { to: string; label: string; Icon: typeof IconChevronLeft }) {
  const [, change] = useAddress({ day: 'ngay' });
  return (
    <ActionIcon variant="default" className={styles.arrow ?? ''} aria-label={label} onClick={() => change({ day: to })}>
      <Icon size={24} />
    </ActionIcon>
  );
}

function AsOf({ answeredAt }: { answeredAt: number | undefined }) {
  const { t } = useWords('today');
  const now = useNow(5_000);
  if (answeredAt === undefined || now - answeredAt < STALE_MS) return null;
  return (
    <Text role="status" className={styles.asOf ?? ''}>
      {t('asOf', { time: agoWords(new Date(answeredAt).toISOString(), now, HERE) })}
    </Text>
  );
}
