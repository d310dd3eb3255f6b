import { useState } from 'react';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { IconDownload } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { importStations } from './actions.ts';
import { ImportFaults } from './ImportFaults.tsx';
import { COLUMNS, readStationsFile, saveSample, type StationsFile } from './stations-file.ts';
import { StationsDrop } from './StationsDrop.tsx';
import type { Progress } from './use-progress.ts';

/** A file is dropped, counted, then imported: all of it, or nothing. */
export function StationsStep({ progress }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const client = useQueryClient();
  const [file, setFile] = useState<StationsFile>();
  const send = useMutation({
    mutationFn: async (text: string) => importStations(progress.centre?.id ?? '', text),
    onSuccess: async ({ stations }) => {
      say(t('stations.imported', { count: stations.length }));
      await client.invalidateQueries({ queryKey: ['stations'] });
      progress.open('people');
    },
  });
  const choose = (chosen: File) => {
    send.reset();
    void readStationsFile(chosen).then(setFile);
  };
  return (
    <Stack>
      <Text>{t('stations.how')}</Text>
      <Group>
        <Button
          variant="default"
          leftSection={<IconDownload size={20} aria-hidden />}
          onClick={() => saveSample(t('stations.sampleName'))}
        >
          {t('stations.sample')}
        </Button>
      </Group>
      <StationsDrop onChoose={choose} />
      {file?.kind === 'unreadable' && (
        <Text c="var(--vang-failed)" role="alert">
          {t(`stations.${file.why}`, { columns: COLUMNS })}
        </Text>
      )}
      {file?.kind === 'ready' && !send.error && (
        <Text role="status" fw={600}>
          {t('stations.found', { name: file.name, count: file.stations })}
        </Text>
      )}
      {send.error && <ImportFaults error={send.error} />}
      {file?.kind === 'ready' && !send.error && (
        <Button loading={send.isPending} onClick={() => send.mutate(file.text)}>
          {t('stations.submit', { count: file.stations })}
        </Button>
      )}
      {progress.stations.length > 0 && (
        <Button variant="default" onClick={() => progress.open('people')}>
          {t('next')}
        </Button>
      )}
    </Stack>
  );
}
