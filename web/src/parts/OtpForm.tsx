import { type FormEvent, useState } from 'react';
import { Failure } from './Failure.tsx';
import { Button, Group, Stack, TextInput } from '../ui/core.ts';
import { useWords } from '../words/words.ts';

interface Props {
  label: string;
  action: string;
  onSubmit: (otp: string) => void;
  onCancel: () => void;
  isPending: boolean;
  error: unknown;
}

/** One field for a one-time code. */
export function OtpForm({ label, action, onSubmit, onCancel, isPending, error }: Props) {
  const { t } = useWords();
  const [otp, setOtp] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(otp.replaceAll(/\s/g, ''));
  };
  return (
    <Stack component="form" onSubmit={submit} maw={420}>
      <TextInput
        label={label}
        autoComplete="one-time-code"
        required
        autoFocus
        value={otp}
        onChange={(event) => setOtp(event.currentTarget.value)}
      />
      {error !== null && error !== undefined && <Failure error={error} />}
      <Group>
        <Button type="submit" loading={isPending}>
          {action}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('actions.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
