import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { Anchor, Button, Group, Stack, Text, Title } from '../../ui/core.ts';
import { Link, useParams } from '../../ui/routing.ts';
import { fullDay, momentWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { Closing } from './Closing.tsx';
import { Clusters } from './Clusters.tsx';
import { Devices } from './Devices.tsx';
import { stationQuery } from '../../parts/station-query.ts';
import { type StationDetail, stationStateQuery, stopQuery } from './queries.ts';
import { StationFacts } from './StationFacts.tsx';
import { StationHistory } from './StationHistory.tsx';
import { awaitsStop } from './station-words.ts';
import { Mark, TroubleMark } from './StationState.tsx';
import styles from './Stations.module.css';
import { StopStation } from './StopStation.tsx';

export function StationPage() {
  const { t } = useWords('stations');
  const { id = '' } = useParams();
  const answer = useQuery(stationQuery(id));
  return (
    <Stack maw={960}>
      <Anchor component={Link} to="/dai">
        {t('groupPage.back')}
      </Anchor>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting lines={8} />}
      {answer.data && <Station station={answer.data} />}
    </Stack>
  );
}

function Station({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const mayManage = useMay('stations:manage');
  const maySchedule = useMay('schedule:read');
  const isClosed = station.closedOn !== null;
  return (
    <>
      <Group justify="space-between">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {station.name}
        </Title>
        {maySchedule && (
          <Button component={Link} to={`/lich-phat?dai=${station.id}`} variant="default">
            {t('facts.schedule')}
          </Button>
        )}
      </Group>
      {station.closedOn && <Text fw={600}>{t('closing.closedOn', { day: fullDay(station.closedOn) })}</Text>}
      {!isClosed && <Stopped station={station} />}
      <Troubles station={station} />
      <StationFacts station={station} />
      <Devices station={station} />
      <Clusters station={station} />
      <StationHistory station={station} />
      {!isClosed && <StopStation station={station} />}
      {mayManage && <Closing station={station} />}
    </>
  );
}

/** That the station, or all of its centre, is stopped: before anything else that is wrong. */
function Stopped({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const { data } = useQuery(stopQuery(station.id));
  const stop = data?.stop?.inForce ? data.stop : undefined;
  if (!stop && !data?.ofCentre) return null;
  const words = (one: { at: string; because: string }) => ({
    at: momentWords(one.at, station.timeZone),
    because: one.because,
  });
  return (
    <div className={styles.troubles}>
      {stop && <Mark bad>{t('stop.nowSince', words(stop))}</Mark>}
      {data?.ofCentre && <Mark bad>{t('stop.ofCentre', words(data.ofCentre))}</Mark>}
    </div>
  );
}

/** What is wrong, and what to do about it. */
function Troubles({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const { data } = useQuery(stationStateQuery(station));
  if (!data || data.troubles.length === 0) return null;
  return (
    <div className={styles.troubles} role="status">
      {data.troubles.map((trouble) => (
        <div key={trouble}>
          <TroubleMark of={data} trouble={trouble} />
          <Text>{t(awaitsStop(data, trouble) ? 'stop.notToldAdvice' : `advice.${trouble}`)}</Text>
        </div>
      ))}
    </div>
  );
}
