import { Box, Group, Stack, Title } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { AskForm } from './AskForm.tsx';
import { UploadCard } from './UploadCard.tsx';
import type { UploadItem } from './upload-item.ts';
import styles from './Uploads.module.css';

/** Files on their way, above the list: what has to be asked, how far each is, and what went wrong. */
export function UploadPanel({ items }: { items: readonly UploadItem[] }) {
  const { t } = useWords('library');
  if (items.length === 0) return null;
  return (
    <Box component="section" className={styles.panel} aria-label={t('uploads.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('uploads.title')}
        </Title>
      </Group>
      <Stack gap={0}>
        {items.map((item) =>
          item.stage === 'asking' || item.stage === 'creating' ? (
            <AskForm key={item.key} item={item} />
          ) : (
            <UploadCard key={item.key} item={item} />
          ),
        )}
      </Stack>
    </Box>
  );
}
