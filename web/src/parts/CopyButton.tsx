import { useEffect, useState } from 'react';
import { Button } from '../ui/core.ts';
import { IconCopy } from '../ui/icons.ts';
import { useWords } from '../words/words.ts';

const SAID_MS = 3_000;

/** Puts a text on the clipboard and says so; absent where the browser has no clipboard (pages without TLS). */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!navigator.clipboard) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconCopy size={20} aria-hidden />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {isCopied ? t('actions.copied') : (label ?? t('actions.copy'))}
    </Button>
  );
}
