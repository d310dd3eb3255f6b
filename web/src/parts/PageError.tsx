import { Component, type ReactNode } from 'react';
import { Button, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';

interface State {
  hasFailed: boolean;
}

/** Stands in for a page that could not be drawn, e.g. because a new version of the service has other files. */
export class PageError extends Component<{ children: ReactNode }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Reload /> : this.props.children;
  }
}

function Reload() {
  const { t } = useWords();
  return (
    <Stack p="xl" align="flex-start" role="alert">
      <Text>{t('failures.page')}</Text>
      <Button onClick={() => globalThis.location.reload()}>{t('failures.reload')}</Button>
    </Stack>
  );
}
