import type { Program } from '../../parts/programs/queries.ts';
import { refusalWords } from '../../parts/programs/refusal-words.ts';
import { standingOf } from '../../parts/programs/standing.ts';
import { arrivingAudioOf } from '../../parts/uploads/arriving.ts';
import { AudioStanding } from '../../parts/uploads/AudioStanding.tsx';
import { PickAgain, PickOther } from '../../parts/uploads/PickAgain.tsx';
import { PickFile } from '../../parts/uploads/PickFile.tsx';
import { uploads } from '../../parts/uploads/uploads.ts';
import { useUploads } from '../../parts/uploads/use-uploads.ts';
import { UploadState } from '../../parts/uploads/UploadState.tsx';
import { Stack, Text } from '../../ui/core.ts';
import { lengthWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';

/** How far the audio is: on its way, being made ready, waiting for its approval. */
export function AudioState({ program }: { program: Program }) {
  const { t } = useWords('notice');
  const items = useUploads();
  const upload = items.find(({ programId, stage }) => programId === program.id && stage !== 'sent');
  const isArriving = arrivingAudioOf(program, items) !== undefined;
  const standing = standingOf(program);
  if (upload) {
    return (
      <Stack gap="xs">
        <UploadState item={upload} />
        {upload.stage === 'interrupted' && <PickAgain item={upload} />}
        {upload.stage === 'refused' && <PickOther item={upload} />}
      </Stack>
    );
  }
  const needsAudio =
    (standing === 'awaiting-audio' && !isArriving) || standing === 'refused' || standing === 'cancelled';
  const send = ([file]: File[]) => file && uploads.addTo(program, file);
  return (
    <Stack gap="xs">
      <AudioStanding program={program} />
      {program.refusal && <Text>{refusalWords(program.refusal)}</Text>}
      {needsAudio && (
        <PickFile size="lg" h={56} onFiles={send}>
          {t('audio.pick')}
        </PickFile>
      )}
      {program.seconds !== null && <Text>{t('audio.length', { length: lengthWords(program.seconds) })}</Text>}
      {standing === 'waiting' && <Text>{t('audio.approver')}</Text>}
    </Stack>
  );
}
