import { useRef } from 'react';
import { Box, Button, Group, Stack, Title } from '../../../ui/core.ts';
import { IconUpload } from '../../../ui/icons.ts';
import { useWords } from '../../../words/words.ts';
import { AskForm } from './AskForm.tsx';
import { UploadCard } from './UploadCard.tsx';
import type { UploadItem } from '../../../parts/uploads/upload-item.ts';
import styles from './Uploads.module.css';

/** Files on their way, above the list: what has to be asked, how far each is, and what went wrong. */
export function UploadPanel({ items }: { items: readonly UploadItem[] }) {
  const { t } = useWords('library');
  const panel = useRef<HTMLDivElement>(null);
  const asking = items.filter(({ stage }) => stage === 'asking');
  if (items.length === 0) return null;
  return (
    <Box ref={panel} component="section" className={styles.panel} aria-label={t('uploads.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('uploads.title')}
        </Title>
        {asking.length > 1 && (
          <Button leftSection={<IconUpload size={20} aria-hidden />} onClick={() => submitAll(panel.current)}>
            {t('uploads.sendAll', { n: asking.length })}
          </Button>
        )}
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

/** Each form says itself what is missing. */
const submitAll = (panel: HTMLElement | null): void => {
  for (const form of panel?.querySelectorAll('form') ?? []) form.requestSubmit();
};
