import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { ProgramStanding } from '../../../parts/programs/ProgramStanding.tsx';
import { programQuery } from '../../../parts/programs/queries.ts';
import { StandingMark } from '../../../parts/programs/StandingMark.tsx';
import { say } from '../../../parts/toasts.ts';
import { Box, Button, Group, Stack, Text } from '../../../ui/core.ts';
import { Progress } from '../../../ui/desk.ts';
import { Link } from '../../../ui/routing.ts';
import { sizeWords } from '../../../words/sizes.ts';
import { useWords } from '../../../words/words.ts';
import { EditProgram } from '../EditProgram.tsx';
import { PickFile } from './PickFile.tsx';
import { isUnderWay, percentOf, type UploadItem } from './upload-item.ts';
import { uploads } from './uploads.ts';
import styles from './Uploads.module.css';

/** One file that is sent, or waits to be: how far, and what can be done. */
export function UploadCard({ item }: { item: UploadItem }) {
  const { t } = useWords('library');
  const isOver = item.stage === 'sent';
  const drop = () => {
    uploads.drop(item.key);
    if (isUnderWay(item)) say(t('uploads.stopped', { title: item.title }));
  };
  return (
    <Box className={styles.item ?? ''} role="group" aria-label={item.title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem">
          <Text fw={600}>{item.title}</Text>
          <State item={item} />
        </Stack>
        <Group gap="xs">
          {item.stage === 'interrupted' && <PickAgain item={item} />}
          {item.stage === 'refused' && <PickOther item={item} />}
          {item.programId !== undefined && <MoreAbout id={item.programId} isOver={isOver} />}
          <Button variant="default" onClick={drop}>
            {t(isOver ? 'uploads.done' : isUnderWay(item) ? 'uploads.stop' : 'uploads.drop')}
          </Button>
        </Group>
      </Group>
    </Box>
  );
}

function State({ item }: { item: UploadItem }) {
  const { t } = useWords('library');
  const percent = percentOf(item);
  if (item.stage === 'sent') return <Prepared id={item.programId ?? ''} />;
  if (item.stage === 'refused') return <Failure error={item.error} />;
  if (item.stage === 'interrupted')
    return <StandingMark standing="waiting">{t('uploads.again', { percent })}</StandingMark>;
  const word = t(item.stage === 'waiting' ? 'uploads.waiting' : 'uploads.sending');
  return (
    <>
      <StandingMark standing={item.stage === 'waiting' ? 'waiting' : 'processing'}>
        <span role="status">{word}</span> <span className="digits">{percent}%</span>
      </StandingMark>
      <Progress value={percent} aria-label={word} />
    </>
  );
}

/** What the service makes of it, step by step. */
function Prepared({ id }: { id: string }) {
  const { t } = useWords('programs');
  const { data } = useQuery(programQuery(id));
  // It has arrived, and the program is about to say so.
  if (!data || data.state === 'awaiting-audio') return <StandingMark standing="processing">{t('queued')}</StandingMark>;
  return <ProgramStanding program={data} />;
}

function PickAgain({ item }: { item: UploadItem }) {
  const { t } = useWords('library');
  const [isOther, setOther] = useState(false);
  return (
    <>
      <PickFile onFiles={([file]) => file && setOther(!uploads.resume(item.key, file))}>{t('uploads.pick')}</PickFile>
      {isOther && (
        <Text c="var(--vang-failed)" role="alert">
          {t('uploads.otherFile', { name: item.fileName, size: sizeWords(item.bytes) })}
        </Text>
      )}
    </>
  );
}

/** Other audio for the same program, when the service does not take this. */
function PickOther({ item: { key, programId, title } }: { item: UploadItem }) {
  const { t } = useWords('library');
  const send = ([file]: File[]) => {
    if (!file || programId === undefined) return;
    uploads.drop(key);
    uploads.addTo({ id: programId, title }, file);
  };
  return <PickFile onFiles={send}>{t('uploads.pickOther')}</PickFile>;
}

/** The rest about a new program can be filled in while its file is sent. */
function MoreAbout({ id, isOver }: { id: string; isOver: boolean }) {
  const { t } = useWords('library');
  const [isEditing, setEditing] = useState(false);
  const { data } = useQuery(programQuery(id));
  if (isOver)
    return (
      <Button variant="default" component={Link} to={`/thu-vien/${id}`}>
        {t('uploads.open')}
      </Button>
    );
  return (
    <>
      <Button variant="default" onClick={() => setEditing(true)}>
        {t('uploads.more')}
      </Button>
      {isEditing && data && <EditProgram program={data} onClose={() => setEditing(false)} />}
    </>
  );
}
