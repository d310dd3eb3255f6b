import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { ReasonPanel } from '../../parts/ReasonPanel.tsx';
import sections from '../../parts/Sections.module.css';
import { say } from '../../parts/toasts.ts';
import { useMay } from '../../session/me.tsx';
import { Button, Stack, Text, Title } from '../../ui/core.ts';
import { momentWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { liftStop } from './actions.ts';
import { type StationDetail, stopQuery } from './queries.ts';
import { Mark } from './StationState.tsx';
import { StopPanel } from './StopPanel.tsx';

/** Whether the station is stopped, stopping it, and letting it air again. */
export function StopStation({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const [open, setOpen] = useState<'stop' | 'lift'>();
  const may = [useMay('schedule:write'), useMay('programs:approve'), useMay('rules:manage')].some(Boolean);
  const { data } = useQuery(stopQuery(station.id));
  const stop = data?.stop?.inForce ? data.stop : undefined;
  if (!data || (!may && !stop && !data.ofCentre)) return null;
  const at = (instant: string) => momentWords(instant, station.timeZone);
  return (
    <section className={sections.section}>
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h4">
          {t('stop.title')}
        </Title>
        {data.ofCentre && (
          <Mark bad>{t('stop.ofCentre', { at: at(data.ofCentre.at), because: data.ofCentre.because })}</Mark>
        )}
        {stop && (
          <div role="status">
            <Mark bad>{t('stop.inForce', { at: at(stop.at), by: stop.by.name, because: stop.because })}</Mark>
            {stop.until && <Text>{t('stop.inForceUntil', { until: at(stop.until) })}</Text>}
            {stop.devices > 0 && <Text>{t('stop.informed', stop)}</Text>}
          </div>
        )}
        {!stop && <Text c="dimmed">{t('stop.why')}</Text>}
        {may && (
          <Button variant="default" onClick={() => setOpen(stop ? 'lift' : 'stop')}>
            {stop ? t('stop.lift') : t('stop.stop')}
          </Button>
        )}
      </Stack>
      {open === 'stop' && <StopPanel station={station} onClose={() => setOpen(undefined)} />}
      {open === 'lift' && <LiftPanel station={station} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function LiftPanel({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const { t } = useWords('stations');
  const client = useQueryClient();
  const lift = useMutation({
    mutationFn: (because: string) => liftStop(station.id, because),
    onSuccess: () => {
      say(t('stop.lifted', { station: station.name }));
      void client.invalidateQueries({ queryKey: ['stations'] });
      onClose();
    },
  });
  return (
    <ReasonPanel
      title={t('stop.liftTitle', { station: station.name })}
      action={t('stop.lift')}
      onClose={onClose}
      onSubmit={(because) => lift.mutate(because)}
      isPending={lift.isPending}
      error={lift.error}
      isHarmless
    >
      <Text>{t('stop.liftDoes')}</Text>
    </ReasonPanel>
  );
}
