import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Button, Stack, Text, TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { foundCentre } from './actions.ts';
import type { Progress } from './use-progress.ts';

export function CentreStep({ progress }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const found = useMutation({
    mutationFn: () => foundCentre(name.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['centres'] });
      progress.open('stations');
    },
  });
  if (progress.centre) {
    return (
      <Stack>
        <Text fw={600}>{progress.centre.name}</Text>
        <Button onClick={() => progress.open('stations')}>{t('next')}</Button>
      </Stack>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    found.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Text>{t('centre.how')}</Text>
      <TextInput
        label={t('centre.name')}
        placeholder={t('centre.example')}
        required
        autoFocus
        maxLength={120}
        error={found.error instanceof Problem ? found.error.fault('name') : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {found.error && <Failure error={found.error} />}
      <Button type="submit" loading={found.isPending}>
        {t('centre.submit')}
      </Button>
    </Stack>
  );
}
