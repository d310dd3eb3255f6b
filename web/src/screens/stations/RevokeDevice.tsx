import { useMutation, useQueryClient } from '../../api/query.ts';
import { ReasonPanel } from '../../parts/ReasonPanel.tsx';
import { say } from '../../parts/toasts.ts';
import { Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { endDevice } from './actions.ts';
import type { DeviceView, StationDetail } from './queries.ts';

interface Props {
  device: DeviceView;
  station: StationDetail;
  /** Whether the station airs nothing without it. */
  isOnly: boolean;
  onClose: () => void;
}

export function RevokeDevice({ device, station, isOnly, onClose }: Props) {
  const { t } = useWords('stations');
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (because: string) => endDevice(device.id, because),
    onSuccess: () => {
      say(t('device.revoked', { name: device.name }));
      void client.invalidateQueries({ queryKey: ['stations'] });
      onClose();
    },
  });
  return (
    <ReasonPanel
      title={t('device.revokeTitle', { name: device.name })}
      action={t('device.revoke')}
      onClose={onClose}
      onSubmit={(because) => end.mutate(because)}
      isPending={end.isPending}
      error={end.error}
    >
      <Text>{t('device.revokeDoes')}</Text>
      {isOnly && <Text fw={600}>{t('device.revokeOnly', { station: station.name })}</Text>}
    </ReasonPanel>
  );
}
