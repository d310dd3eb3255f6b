import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { say } from '../../parts/toasts.ts';
import { useMe } from '../../session/me.tsx';
import { Button, Group, Stack, TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { setMailAddress } from './queries.ts';

/** Where notices go by mail; empty: nowhere. */
export function MailAddress() {
  const { t } = useWords('account');
  const { t: common } = useWords();
  const client = useQueryClient();
  const { mailAddress } = useMe();
  const [address, setAddress] = useState(mailAddress ?? '');
  const set = useMutation({
    mutationFn: () => setMailAddress(address.trim() || null),
    onSuccess: ({ sendsMail }) => {
      say(sendsMail || address === '' ? t('notices.mailSaved') : t('notices.mailNotSent'));
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const fault = set.error instanceof Problem ? set.error.fault('address') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <Group align="flex-end" gap="sm">
        <TextInput
          type="email"
          label={t('notices.mail')}
          autoComplete="email"
          error={fault}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {address !== (mailAddress ?? '') && (
          <Button type="submit" variant="default" loading={set.isPending}>
            {common('actions.save')}
          </Button>
        )}
      </Group>
      {set.error && !fault && <Failure error={set.error} />}
    </Stack>
  );
}
