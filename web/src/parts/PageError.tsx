import { Component, type ReactNode, useEffect } from 'react';
import { Button, Stack, Text } from '../ui/core.ts';
import { useWords } from '../words/words.ts';

interface State {
  error?: Error;
}

/** As the browsers say that the script of a page did not come. */
const NOT_LOADED = /dynamically imported module|importing a module script|preload CSS/i;

/** Stands in for a page that could not be drawn: it cannot be loaded now, or a new version of the service has other files. */
export class PageError extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Reload isLoaded={!NOT_LOADED.test(error.message)} />;
  }
}

function Reload({ isLoaded }: { isLoaded: boolean }) {
  const { t } = useWords();
  useEffect(() => {
    if (isLoaded) return;
    const reload = () => globalThis.location.reload();
    globalThis.addEventListener('online', reload);
    return () => globalThis.removeEventListener('online', reload);
  }, [isLoaded]);
  return (
    <Stack p="xl" align="flex-start" role="alert">
      <Text>{t(isLoaded ? 'failures.page' : 'failures.notLoaded')}</Text>
      <Button onClick={() => globalThis.location.reload()}>{t('failures.reload')}</Button>
    </Stack>
  );
}
