import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Consequences } from '../../parts/Consequences.tsx';
import { DayField } from '../../parts/DayField.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { ReasonPanel } from '../../parts/ReasonPanel.tsx';
import sections from '../../parts/Sections.module.css';
import { say } from '../../parts/toasts.ts';
import { Button, Stack, Text, Title } from '../../ui/core.ts';
import { dayAt, fullDay } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { changeClosing, closeStation } from './actions.ts';
import type { StationDetail } from './queries.ts';

interface PanelProps {
  station: StationDetail;
  onClose: () => void;
}

/** Closing a station for good, or taking that back. */
export function Closing({ station }: { station: StationDetail }) {
  const { t } = useWords('stations');
  const [isOpen, setOpen] = useState(false);
  const Panel = station.closedOn ? TakeBackPanel : ClosePanel;
  return (
    <section className={sections.section}>
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h4">
          {t('closing.title')}
        </Title>
        <Text c="dimmed">{t('closing.why')}</Text>
        <Button variant="default" onClick={() => setOpen(true)}>
          {station.closedOn ? t('closing.takeBack') : t('closing.open')}
        </Button>
      </Stack>
      {isOpen && <Panel station={station} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** The service wants a reason even where it only tells what would change. */
const TRIED = 'xem trước';

function ClosePanel({ station, onClose }: PanelProps) {
  const { t } = useWords('stations');
  const [on, setOn] = useState(() => dayAt(Date.now(), station.timeZone));
  const tried = useQuery({
    queryKey: ['stations', station.id, 'closing', on],
    queryFn: () => closeStation(station.id, { on, because: TRIED, dryRun: true }),
    enabled: on !== '',
  });
  const close = useClosing(
    (because) => closeStation(station.id, { on, because, dryRun: false }),
    t('closing.done', { station: station.name, day: on && fullDay(on) }),
    onClose,
  );
  return (
    <ReasonPanel
      title={t('closing.panel', { station: station.name })}
      action={t('closing.submit')}
      onClose={onClose}
      onSubmit={(because) => close.mutate(because)}
      isPending={close.isPending}
      error={close.error}
    >
      <DayField label={t('closing.on')} isRequired value={on} onChange={setOn} />
      {tried.data && <Consequences of={tried.data.consequences} />}
      {tried.error && <Failure error={tried.error} />}
    </ReasonPanel>
  );
}

function TakeBackPanel({ station, onClose }: PanelProps) {
  const { t } = useWords('stations');
  const tried = useQuery({
    queryKey: ['stations', station.id, 'closing', null],
    queryFn: () => changeClosing(station.id, { on: null, because: TRIED, dryRun: true }),
  });
  const reopen = useClosing(
    (because) => changeClosing(station.id, { on: null, because, dryRun: false }),
    t('closing.takenBack', { station: station.name }),
    onClose,
  );
  return (
    <ReasonPanel
      title={t('closing.takeBackTitle', { station: station.name })}
      action={t('closing.takeBack')}
      onClose={onClose}
      onSubmit={(because) => reopen.mutate(because)}
      isPending={reopen.isPending}
      error={reopen.error}
      isHarmless
    >
      {tried.data && <Consequences of={tried.data.consequences} />}
      {tried.error && <Failure error={tried.error} />}
    </ReasonPanel>
  );
}

function useClosing(call: (because: string) => Promise<unknown>, done: string, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => {
      say(done);
      void client.invalidateQueries({ queryKey: ['stations'] });
      onClose();
    },
  });
}
