import { Button, Group, Stack, Text } from '../ui/core.ts';
import { HERE } from '../words/here.ts';
import { useWords } from '../words/words.ts';
import { OneTimeCode } from './OneTimeCode.tsx';

interface Props {
  /** Whose code it is. */
  name: string;
  invitation: { code: string; expiresAt: string };
  onClose: () => void;
}

/** The code with which somebody chooses a password, and what to do with it. */
export function InvitationCode({ name, invitation, onClose }: Props) {
  const { t } = useWords();
  const address = `${globalThis.location.host}/ma-moi`;
  return (
    <Stack>
      <Text>{t('oneTimeCode.invitation', { name, address })}</Text>
      <OneTimeCode code={invitation.code} expiresAt={invitation.expiresAt} timeZone={HERE} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('oneTimeCode.given')}</Button>
      </Group>
    </Stack>
  );
}
