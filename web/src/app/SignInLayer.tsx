import { SignInForm } from '../parts/SignInForm.tsx';
import { Modal } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import { useMe } from '../session/me.tsx';

interface Props {
  opened: boolean;
  onSignedIn: () => void;
}

/** Asks for the password above an open page, which keeps what was typed into it. */
export function SignInLayer({ opened, onSignedIn }: Props) {
  const { t } = useWords();
  const { person } = useMe();
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('signIn.again')}
    >
      <SignInForm login={person.login} onSignedIn={onSignedIn} />
    </Modal>
  );
}
