import { useMutation, useQueryClient } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import type { Program } from '../../../parts/programs/queries.ts';
import { refusalWords } from '../../../parts/programs/refusal-words.ts';
import { Button, Stack, Text } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { transcodeAgain } from '../queries.ts';
import { arrivingAudioOf } from '../../../parts/uploads/arriving.ts';
import { AudioStanding } from '../../../parts/uploads/AudioStanding.tsx';
import { PickFile } from '../../../parts/uploads/PickFile.tsx';
import { uploads } from '../../../parts/uploads/uploads.ts';
import { useUploadItems } from '../../../parts/uploads/use-uploads.ts';
import { useMayChange } from './use-may-change.ts';

/** In place of the sound: that there is none yet, that it is being made, or why it cannot be used and what to do. */
export function SoundTrouble({ program }: { program: Program }) {
  const { t } = useWords('library');
  const mayChange = useMayChange(program);
  const isArriving = arrivingAudioOf(program, useUploadItems()) !== undefined;
  if (program.state === 'transcoding' || isArriving) return <AudioStanding program={program} />;
  const why =
    program.state === 'refused'
      ? program.refusal
        ? refusalWords(program.refusal)
        : t('program.refused')
      : t(program.state === 'cancelled' ? 'program.cancelled' : 'program.noAudio');
  return (
    <Stack align="flex-start">
      <Text>{why}</Text>
      {mayChange && (
        <>
          {program.state === 'cancelled' && <Again program={program} />}
          <PickFile onFiles={([file]) => file && uploads.addTo(program, file)}>{t('program.sendAudio')}</PickFile>
        </>
      )}
    </Stack>
  );
}

function Again({ program: { id } }: { program: Program }) {
  const { t } = useWords('library');
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => transcodeAgain(id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['programs'] }),
  });
  return (
    <>
      <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
        {t('program.transcode')}
      </Button>
      {again.error && <Failure error={again.error} />}
    </>
  );
}
