import { useMe } from '../session/me.tsx';
import { useWords } from '../words/words.ts';
import { NotFound } from './NotFound.tsx';
import { mayOpen, type Screen } from './screens.ts';

/** A page for those who may open it; others have typed its address, or were sent it. */
export function PermittedScreen({ screen }: { screen: Screen }) {
  const { t } = useWords();
  const { permissions } = useMe();
  return mayOpen(screen, permissions) ? <screen.Page /> : <NotFound why={t('failures.notForRole')} />;
}
