import { type FormEvent, useState } from 'react';
import { Problem } from '../../../api/problem.ts';
import { useQuery } from '../../../api/query.ts';
import { Failure } from '../../../parts/Failure.tsx';
import { genresQuery, topicsQuery } from '../../../parts/programs/queries.ts';
import { Box, Button, Group, NativeSelect, Text, TextInput, useFocusBack } from '../../../ui/core.ts';
import { IconUpload } from '../../../ui/icons.ts';
import { capital } from '../../../words/formats.ts';
import { sizeWords } from '../../../words/sizes.ts';
import { useWords } from '../../../words/words.ts';
import type { UploadItem } from '../../../parts/uploads/upload-item.ts';
import { uploads } from '../../../parts/uploads/uploads.ts';
import styles from './Uploads.module.css';
import { SegmentField } from './SegmentField.tsx';
import { ownerFields, useOwners } from './use-owner.ts';

/** What has to be known before a file is sent: its name, topic and genre. */
export function AskForm({ item }: { item: UploadItem }) {
  useFocusBack(true);
  const { t } = useWords('library');
  const { t: words } = useWords('programs');
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const genres = useQuery(genresQuery).data?.items ?? [];
  const owners = useOwners();
  const [ownerId, setOwnerId] = useState('');
  const [isTried, setTried] = useState(false);
  const owner = owners.length === 1 ? owners[0] : owners.find(({ id }) => id === ownerId);
  const missing = (is: boolean, word: string) => (isTried && is ? word : undefined);
  const submit = (event: FormEvent<HTMLElement>) => {
    event.preventDefault();
    setTried(true);
    const isWhole = item.title.trim() !== '' && item.topic !== '' && item.genre !== '' && owner;
    if (isWhole) return void uploads.create(item.key, ownerFields(owner));
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Box component="form" className={styles.item ?? ''} onSubmit={submit}>
      <Text c="dimmed" mb="xs">
        {t('uploads.file', { name: item.fileName, size: sizeWords(item.bytes) })}
      </Text>
      <div className={styles.fields}>
        <TextInput
          label={words('fields.title')}
          value={item.title}
          maxLength={300}
          error={faultOf(item.error, 'title') ?? missing(item.title.trim() === '', t('uploads.nameIt'))}
          onChange={(event) => uploads.describe(item.key, { title: event.currentTarget.value })}
        />
        <NativeSelect
          label={words('fields.topic')}
          value={item.topic}
          data={named(topics, t('uploads.choose'))}
          error={missing(item.topic === '', t('uploads.chooseTopic'))}
          onChange={(event) => uploads.describe(item.key, { topic: event.currentTarget.value })}
        />
        <NativeSelect
          label={words('fields.genre')}
          value={item.genre}
          data={named(genres, t('uploads.choose'))}
          error={missing(item.genre === '', t('uploads.chooseGenre'))}
          onChange={(event) => uploads.describe(item.key, { genre: event.currentTarget.value })}
        />
        <SegmentField item={item} owner={owner} />
        {owners.length > 1 && (
          <NativeSelect
            label={t('uploads.owner')}
            value={ownerId}
            data={[
              { value: '', label: t('uploads.choose') },
              ...owners.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            error={missing(!owner, t('uploads.chooseOwner'))}
            onChange={(event) => setOwnerId(event.currentTarget.value)}
          />
        )}
      </div>
      {item.error !== undefined && faultOf(item.error, 'title') === undefined && <Failure error={item.error} />}
      <Group mt="sm" gap="sm">
        <Button
          type="submit"
          size="md"
          loading={item.stage === 'creating'}
          leftSection={<IconUpload size={20} aria-hidden />}
        >
          {t('uploads.send')}
        </Button>
        <Button size="md" variant="default" onClick={() => uploads.drop(item.key)}>
          {t('uploads.drop')}
        </Button>
      </Group>
    </Box>
  );
}

const faultOf = (error: unknown, field: string): string | undefined =>
  error instanceof Problem ? error.fault(field) : undefined;

const named = (list: readonly { code: string; name: { vi: string } }[], choose: string) => [
  { value: '', label: choose },
  ...list.map(({ code, name }) => ({ value: code, label: capital(name.vi) })),
];
