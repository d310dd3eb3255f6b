import { useState } from 'react';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { ReasonPanel } from '../../parts/ReasonPanel.tsx';
import { say } from '../../parts/toasts.ts';
import { NativeSelect, Text } from '../../ui/core.ts';
import { timeAt } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { stopStation } from './actions.ts';
import type { StationDetail } from './queries.ts';

type Until = 'untilLifted' | 'untilTwoHours' | 'untilTomorrow';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const UNTILS: readonly Until[] = ['untilLifted', 'untilTwoHours', 'untilTomorrow'];

/** Stops everything at a station at once, with the reason. */
export function StopPanel({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const { t } = useWords('stations');
  const client = useQueryClient();
  const [until, setUntil] = useState<Until>('untilLifted');
  const stop = useMutation({
    mutationFn: (because: string) =>
      stopStation(station.id, { because, until: endOf(until, Date.now(), station.timeZone) }),
    onSuccess: () => {
      say(t('stop.done', { station: station.name }));
      void client.invalidateQueries({ queryKey: ['stations'] });
      onClose();
    },
  });
  return (
    <ReasonPanel
      title={t('stop.stopTitle', { station: station.name })}
      action={t('stop.submit')}
      onClose={onClose}
      onSubmit={(because) => stop.mutate(because)}
      isPending={stop.isPending}
      error={stop.error}
    >
      <Text>{t('stop.does')}</Text>
      <NativeSelect
        label={t('stop.until')}
        value={until}
        onChange={(event) => setUntil(UNTILS.find((one) => one === event.currentTarget.value) ?? 'untilLifted')}
        data={UNTILS.map((value) => ({ value, label: t(`stop.${value}`) }))}
      />
    </ReasonPanel>
  );
}

/** When it ends by itself, as an ISO instant; null: when somebody lifts it. */
function endOf(until: Until, now: number, timeZone: string): string | null {
  if (until === 'untilLifted') return null;
  if (until === 'untilTwoHours') return new Date(now + 2 * HOUR_MS).toISOString();
  const [hours = 0, minutes = 0] = timeAt(now, timeZone).split(':').map(Number);
  const midnight = now - (now % MINUTE_MS) + (DAY_MINUTES - hours * 60 - minutes) * MINUTE_MS;
  return new Date(midnight).toISOString();
}
