import { useState } from 'react';
import { useMutation } from '../api/query.ts';
import { useMe } from '../session/me.tsx';
import { sendNow, unsentOf, useUnsent } from '../session/sending.ts';
import { signOut } from '../session/sign-out.ts';
import { Button, Stack, Text } from '../ui/core.ts';
import { IconLogout } from '../ui/icons.ts';
import { useWords } from '../words/words.ts';
import { Failure } from './Failure.tsx';
import { Sheet } from './Sheet.tsx';

/** Ends the session; first sends what is not sent yet, and says so when that is not possible. */
export function SignOut() {
  const { t } = useWords();
  const { person } = useMe();
  const unsent = useUnsent(person.id).length;
  const [isWarned, setWarned] = useState(false);
  const leave = useMutation({ mutationFn: signOut });
  const sendFirst = useMutation({
    mutationFn: sendNow,
    onSettled: () => (unsentOf(person.id).length > 0 ? setWarned(true) : leave.mutate()),
  });
  return (
    <Stack gap="sm" align="flex-start">
      <Button
        variant="default"
        size="md"
        leftSection={<IconLogout size={20} aria-hidden />}
        loading={sendFirst.isPending || leave.isPending}
        onClick={() => sendFirst.mutate()}
      >
        {t('actions.signOut')}
      </Button>
      {leave.error && <Failure error={leave.error} />}
      <Sheet opened={isWarned} title={t('connection.unsent', { count: unsent })} onClose={() => setWarned(false)}>
        <Stack>
          <Text>{t('signOut.unsent')}</Text>
          <Button h={56} onClick={() => setWarned(false)}>
            {t('signOut.stay')}
          </Button>
          <Button h={56} variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('signOut.leave')}
          </Button>
        </Stack>
      </Sheet>
    </Stack>
  );
}
