import { useQuery } from '../../api/query.ts';
import sections from '../../parts/Sections.module.css';
import { useNow } from '../../parts/use-now.ts';
import { Button, Text } from '../../ui/core.ts';
import { agoWords, momentWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { type DeviceView, readinessQuery, type StationDetail } from './queries.ts';
import { Mark } from './StationState.tsx';

interface Props {
  device: DeviceView;
  station: StationDetail;
  /** Absent for people who may not. */
  onRevoke?: () => void;
}

/** Clocks that are this wrong are said, in milliseconds. */
const CLOCK_WRONG_MS = 5_000;
const MINUTE_MS = 60_000;

/** One device in use: when it called, what it holds. */
export function DeviceRow({ device, station, onRevoke }: Props) {
  const { t } = useWords('stations');
  const now = useNow(MINUTE_MS);
  const about = [device.model, device.version && t('device.version', { version: device.version })].filter(Boolean);
  return (
    <li className={sections.row}>
      <div>
        <Text fw={600}>{device.name}</Text>
        {about.length > 0 && <Text c="dimmed">{about.join(', ')}</Text>}
        <Text>
          {device.lastSeenAt ? t('seen', { when: agoWords(device.lastSeenAt, now, station.timeZone) }) : t('neverSeen')}
        </Text>
        <Holds device={device} station={station} />
      </div>
      {onRevoke && (
        <Button variant="default" aria-label={t('device.revokeNamed', { name: device.name })} onClick={onRevoke}>
          {t('device.revoke')}
        </Button>
      )}
    </li>
  );
}

function Holds({ device, station }: { device: DeviceView; station: StationDetail }) {
  const { t } = useWords('stations');
  const { data } = useQuery(readinessQuery(station.id));
  const held = data?.devices.find(({ deviceId }) => deviceId === device.id);
  if (!held) return null;
  const clock = held.clockOffsetMs ?? 0;
  return (
    <>
      {held.readyUntil ? (
        <Mark bad={!held.ready}>{t('device.ready', { until: momentWords(held.readyUntil, station.timeZone) })}</Mark>
      ) : (
        <Text c="dimmed">{t('device.noReport')}</Text>
      )}
      {held.missingAudio.length > 0 && (
        <div>
          <Mark bad>{t('device.missing', { count: held.missingAudio.length })}</Mark>
        </div>
      )}
      {Math.abs(clock) > CLOCK_WRONG_MS && (
        <div>
          <Mark bad>{t('device.clock', { seconds: Math.round(Math.abs(clock) / 1_000) })}</Mark>
        </div>
      )}
    </>
  );
}
