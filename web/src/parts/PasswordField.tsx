import type { ComponentProps } from 'react';
import { PasswordInput } from '../ui/core.ts';
import { useWords } from '../words/words.ts';

/** A password to type; the button that shows what was typed is named in Vietnamese. */
export function PasswordField(props: ComponentProps<typeof PasswordInput>) {
  const { t } = useWords();
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('actions.showTyped') }} {...props} />;
}
