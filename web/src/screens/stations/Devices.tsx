import { useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { AddDevice } from '../../parts/AddDevice.tsx';
import sections from '../../parts/Sections.module.css';
import { devicesQuery } from '../../parts/devices.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { useMay } from '../../session/me.tsx';
import { Button, Group, Text, Title } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { momentWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { DeviceRow } from './DeviceRow.tsx';
import { type DeviceView, type StationDetail } from './queries.ts';
import { RevokeDevice } from './RevokeDevice.tsx';

/** The devices in use, adding one, revoking one, and those that were revoked. */
export function Devices({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const [isAdding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<DeviceView>();
  const mayManage = useMay('devices:manage');
  const mayAdd = mayManage && station.closedOn === null;
  const answer = useQuery(devicesQuery(station.id));
  const devices = answer.data?.items ?? [];
  const inUse = devices.filter(({ endedAt }) => endedAt === null);
  return (
    <section className={sections.section}>
      <Group justify="space-between" pb="xs">
        <Title order={2} size="h4">
          {t('device.title')}
        </Title>
        {mayAdd && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('device.add')}
          </Button>
        )}
      </Group>
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && inUse.length === 0 && <Empty why={t('device.empty')} />}
      <ul className={sections.rows}>
        {inUse.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            station={station}
            {...(mayManage ? { onRevoke: () => setRevoked(device) } : {})}
          />
        ))}
      </ul>
      <EndedDevices devices={devices.filter(({ endedAt }) => endedAt !== null)} timeZone={station.timeZone} />
      {isAdding && <AddDevice station={station} onClose={() => setAdding(false)} />}
      {revoked && (
        <RevokeDevice
          device={revoked}
          station={station}
          isOnly={inUse.length === 1}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </section>
  );
}

function EndedDevices({ devices, timeZone }: { devices: readonly DeviceView[]; timeZone: string }) {
  const { t } = useWords('stations');
  if (devices.length === 0) return null;
  return (
    <details>
      <summary>
        {t('device.ended')} ({devices.length})
      </summary>
      <ul className={sections.rows}>
        {devices.map(({ id, name, endedAt, endedBecause }) => (
          <li key={id} className={sections.row}>
            <div>
              <Text fw={600}>{name}</Text>
              {endedAt && (
                <Text c="dimmed">
                  {t('device.endedAt', { when: momentWords(endedAt, timeZone), because: endedBecause ?? '' })}
                </Text>
              )}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
