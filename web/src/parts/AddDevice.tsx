import { useEffect, useRef, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '../api/query.ts';
import { Failure } from './Failure.tsx';
import { OneTimeCode } from './OneTimeCode.tsx';
import { Button, Group, Modal, Stack, Text } from '../ui/core.ts';
import { IconCircleCheck } from '../ui/icons.ts';
import { useWords } from '../words/words.ts';
import { Busy } from './Busy.tsx';
import { devicesQuery, issueCode } from './devices.ts';
import styles from './Access.module.css';
import './access.vi.ts';

interface Props {
  station: { id: string; name: string; timeZone: string };
  onClose: () => void;
}

/** Asked this often while a code waits for its device, in milliseconds. */
const SOON_MS = 2_000;

/** The one-time code of a new device; it turns into `Đã kết nối` by itself. */
export function AddDevice({ station, onClose }: Props) {
  const { t } = useWords('access');
  const { t: common } = useWords();
  const client = useQueryClient();
  const connected = useNewDevice(station.id);
  const close = () => {
    void client.invalidateQueries({ queryKey: ['stations'] });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('device.addTitle', { station: station.name })}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <Stack>
        {connected ? (
          <Stack gap={4} role="status">
            <Text fw={600} className={styles.good ?? ''}>
              <IconCircleCheck size={24} aria-hidden /> {t('device.connected', { name: connected })}
            </Text>
            <Text>{t('device.connectedHow')}</Text>
          </Stack>
        ) : (
          <Code station={station} />
        )}
        <Group justify="flex-end">
          <Button variant={connected ? 'filled' : 'default'} onClick={close}>
            {common('actions.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Code({ station }: Pick<Props, 'station'>) {
  const { t } = useWords('access');
  const issue = useMutation({ mutationFn: () => issueCode(station.id) });
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    issue.mutate();
  });
  if (issue.error) return <Failure error={issue.error} onRetry={() => issue.mutate()} />;
  if (!issue.data) return <Busy words={t('device.issuing')} />;
  return (
    <>
      <Text>{t('device.how')}</Text>
      <OneTimeCode code={issue.data.code} expiresAt={issue.data.expiresAt} timeZone={station.timeZone} />
      <Busy words={t('device.waiting')} />
    </>
  );
}

/** The name of a device that was not there before, once it has enrolled. */
function useNewDevice(stationId: string): string | undefined {
  const { data, isFetchedAfterMount } = useQuery(devicesQuery(stationId, SOON_MS));
  const [known, setKnown] = useState<ReadonlySet<string>>();
  if (data && isFetchedAfterMount && !known) setKnown(new Set(data.items.map(({ id }) => id)));
  return known && data?.items.find(({ id }) => !known.has(id))?.name;
}
