import { useMutation, useQueryClient } from '../../api/query.ts';
import { Busy } from '../../parts/Busy.tsx';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Stack, Text } from '../../ui/core.ts';
import { IconDownload } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { importStations } from './actions.ts';
import { ImportFaults } from './ImportFaults.tsx';
import { saveSample } from './stations-file.ts';
import { StationsDrop } from './StationsDrop.tsx';
import type { Progress } from './use-progress.ts';

/** A file is dropped, judged by the service, then imported: all of it, or nothing. */
export function StationsStep({ progress }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const client = useQueryClient();
  const centreId = progress.centre?.id ?? '';
  const judge = useMutation({ mutationFn: (file: File) => importStations(centreId, file, { dryRun: true }) });
  const send = useMutation({
    mutationFn: (file: File) => importStations(centreId, file, { dryRun: false }),
    onSuccess: async ({ stations }) => {
      say(t('stations.imported', { count: stations.length }));
      await client.invalidateQueries({ queryKey: ['stations'] });
      progress.open('people');
    },
  });
  const { data: judged, variables: file } = judge;
  const error = send.error ?? judge.error;
  const choose = (chosen: File) => {
    send.reset();
    judge.mutate(chosen);
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
      {judge.isPending && <Busy words={t('stations.judging')} />}
      {error && <ImportFaults error={error} fileName={file?.name ?? ''} />}
      {file && judged && !error && (
        <>
          <Text role="status" fw={600}>
            {t('stations.found', { name: file.name, count: judged.stations.length })}
          </Text>
          {judged.added.stations < judged.stations.length && (
            <Text>{t('stations.known', { count: judged.stations.length - judged.added.stations })}</Text>
          )}
          <Button loading={send.isPending} onClick={() => send.mutate(file)}>
            {t('stations.submit', { count: judged.stations.length })}
          </Button>
        </>
      )}
      {progress.stations.length > 0 && (
        <Button variant="default" onClick={() => progress.open('people')}>
          {t('next')}
        </Button>
      )}
    </Stack>
  );
}
