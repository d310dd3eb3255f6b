import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import { programQuery } from '../../../parts/programs/queries.ts';
import { say } from '../../../parts/toasts.ts';
import { PickAgain, PickOther } from '../../../parts/uploads/PickAgain.tsx';
import { isUnderWay, type UploadItem } from '../../../parts/uploads/upload-item.ts';
import { uploads } from '../../../parts/uploads/uploads.ts';
import { UploadState } from '../../../parts/uploads/UploadState.tsx';
import { Box, Button, Group, Stack, Text } from '../../../ui/core.ts';
import { Link } from '../../../ui/routing.ts';
import { useWords } from '../../../words/words.ts';
import { EditProgram } from '../EditProgram.tsx';
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
          <UploadState item={item} />
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
