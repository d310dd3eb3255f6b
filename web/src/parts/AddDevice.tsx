import { useEffect, useRef } from 'react';
import { useMutation, useQuery, useQueryClient } from '../api/query.ts';
import { Failure } from './Failure.tsx';
import { HELD_DIALOG } from './held-dialog.ts';
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

/** The one-time code of a new device; it turns into `Đã thêm thiết bị` by itself, once the device has used it. */
export function AddDevice({ station, onClose }: Props) {
  const { t } = useWords('access');
  const { t: common } = useWords();
  const client = useQueryClient();
  const issue = useIssuedCode(station.id);
  const { data } = useQuery(devicesQuery(station.id, SOON_MS));
  const connected = issue.data && data?.items.find(({ id }) => !issue.data.known.has(id))?.name;
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
      {...(issue.data && !connected ? HELD_DIALOG : {})}
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
          <Code issue={issue} timeZone={station.timeZone} />
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

function Code({ issue, timeZone }: { issue: ReturnType<typeof useIssuedCode>; timeZone: string }) {
  const { t } = useWords('access');
  if (issue.error) return <Failure error={issue.error} onRetry={() => issue.mutate()} />;
  if (!issue.data) return <Busy words={t('device.issuing')} />;
  return (
    <>
      <Text>{t('device.how')}</Text>
      <OneTimeCode code={issue.data.code} expiresAt={issue.data.expiresAt} timeZone={timeZone} />
      <Busy words={t('device.waiting')} />
    </>
  );
}

/** Issues a code at once; `known` are the devices that there were before it: any other one came with it. */
function useIssuedCode(stationId: string) {
  const client = useQueryClient();
  const issue = useMutation({
    mutationFn: async () => {
      const { items } = await client.fetchQuery({ ...devicesQuery(stationId), staleTime: 0 });
      return { ...(await issueCode(stationId)), known: new Set(items.map(({ id }) => id)) };
    },
  });
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    issue.mutate();
  });
  return issue;
}
