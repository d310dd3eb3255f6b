import { type FormEvent, useRef, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQuery, useQueryClient } from '../../api/query.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { say } from '../../parts/toasts.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, Stack, Text, TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { addSegment } from './actions.ts';
import styles from './Administration.module.css';
import { CentreChoice } from './CentreChoice.tsx';
import { segmentsQuery } from './queries.ts';

/** `/quan-tri/chuyen-muc`: the periodic strands of a centre. */
export function Segments() {
  const { t } = useWords('administration');
  return (
    <Stack>
      <Text c="dimmed">{t('segments.how')}</Text>
      <CentreChoice>{(centre) => <SegmentsOf key={centre.id} centreId={centre.id} />}</CentreChoice>
    </Stack>
  );
}

function SegmentsOf({ centreId }: { centreId: string }) {
  const { t } = useWords('administration');
  const answer = useQuery(segmentsQuery(centreId));
  return (
    <>
      <AddSegment centreId={centreId} />
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting lines={3} />}
      {answer.data && answer.data.items.length === 0 && <Empty why={t('segments.empty')} />}
      {answer.data && answer.data.items.length > 0 && (
        <ul className={styles.rows}>
          {answer.data.items.map(({ id, name }) => (
            <li key={id} className={styles.row}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function AddSegment({ centreId }: { centreId: string }) {
  const { t } = useWords('administration');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: () => addSegment({ centreId, name: name.trim() }),
    onSuccess: () => {
      say(t('segments.added', { name: name.trim() }));
      setName('');
      field.current?.focus();
      void client.invalidateQueries({ queryKey: ['segments'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <Group align="flex-end">
        <TextInput
          ref={field}
          label={t('segments.name')}
          required
          maxLength={200}
          error={add.error instanceof Problem ? add.error.fault('name') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          {t('segments.add')}
        </Button>
      </Group>
      {add.error && <Failure error={add.error} />}
    </Stack>
  );
}
