import { Text } from '../../ui/core.ts';
import { agoWords, momentWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Day } from './queries.ts';
import styles from './Today.module.css';

/** Devices call once a minute; after that long, one is not connected. */
const LOST_MS = 10 * 60_000;

type Device = Day['devices'][number];

/** The devices of the station: when they called last, and until when they could play on by themselves. */
export function Devices({ day, now }: { day: Day; now: number }) {
  const { t } = useWords('today');
  return (
    <section className={styles.devices} aria-labelledby="devices">
      <h2 id="devices" className={styles.daypartHead}>
        {t('devices.title')}
      </h2>
      {day.devices.length === 0 && <Text c="dimmed">{t('devices.none')}</Text>}
      {day.devices.map((device) => (
        <DeviceLines key={device.id} device={device} now={now} timeZone={day.station.timeZone} />
      ))}
    </section>
  );
}

function DeviceLines({ device, now, timeZone }: { device: Device; now: number; timeZone: string }) {
  const { t } = useWords('today');
  const { name, lastSeenAt, readyUntil } = device;
  const isLost = lastSeenAt !== null && now - Date.parse(lastSeenAt) > LOST_MS;
  return (
    <div className={styles.device}>
      <Text fw={600}>{name}</Text>
      <Text>
        {lastSeenAt === null
          ? t('devices.never')
          : t(isLost ? 'devices.lost' : 'devices.seen', { when: agoWords(lastSeenAt, now, timeZone) })}
      </Text>
      <Text>
        {readyUntil ? t('devices.readyUntil', { when: momentWords(readyUntil, timeZone) }) : t('devices.notReported')}
      </Text>
    </div>
  );
}
