import { type FormEvent, useState } from 'react';
import { AddDevice } from '../../parts/AddDevice.tsx';
import { Button, Group, NativeSelect, Stack, Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import type { Progress } from './use-progress.ts';

/** The code for the first device. */
export function DeviceStep({ progress }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const { stations } = progress;
  const [stationId, setStationId] = useState(stations[0]?.id ?? '');
  const [isAdding, setAdding] = useState(false);
  const station = stations.find(({ id }) => id === stationId);
  const withDevice = stations.filter(({ devices }) => devices.inUse > 0).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Stays here when the device is there: the page would go on to the next step by itself.
    progress.open('device');
    setAdding(true);
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Text>{t('device.how')}</Text>
      {withDevice > 0 && (
        <Text role="status" fw={600}>
          {t('device.have', { count: withDevice })}
        </Text>
      )}
      <NativeSelect
        label={t('device.station')}
        value={stationId}
        onChange={(event) => setStationId(event.currentTarget.value)}
        data={stations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Group justify="space-between">
        <Button type="submit" variant={withDevice > 0 ? 'default' : 'filled'}>
          {t('device.submit')}
        </Button>
        <Button variant={withDevice > 0 ? 'filled' : 'default'} onClick={() => progress.open('broadcast')}>
          {withDevice > 0 ? t('next') : t('later')}
        </Button>
      </Group>
      {isAdding && station && <AddDevice station={station} onClose={() => setAdding(false)} />}
    </Stack>
  );
}
