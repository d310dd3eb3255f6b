import { useEffect, useState, useSyncExternalStore } from 'react';
import { ActionIcon, Button, Text } from '../ui/core.ts';
import { IconX } from '../ui/icons.ts';
import { useWords } from '../words/words.ts';
import { currentToasts, dismiss, subscribeToToasts, type Toast, TOAST_MS } from './toasts.ts';
import styles from './Toasts.module.css';

/** What was done, at the foot of every page; Ctrl+Z takes back the newest. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  useUndoKey(toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Line key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

/** It waits while it has the focus or the pointer. */
function Line({ toast }: { toast: Toast }) {
  const { t } = useWords();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id]);
  const hold = { onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div className={styles.toast} {...hold} onPointerEnter={hold.onFocus} onPointerLeave={hold.onBlur}>
      <Text>{toast.text}</Text>
      {toast.undo && (
        <Button variant="subtle" className={styles.undo ?? ''} onClick={() => takeBack(toast)}>
          {t(toast.isRedo ? 'actions.redo' : 'actions.undo')}
        </Button>
      )}
      <ActionIcon
        variant="transparent"
        className={styles.undo ?? ''}
        aria-label={t('actions.close')}
        onClick={() => dismiss(toast.id)}
      >
        <IconX size={20} />
      </ActionIcon>
    </div>
  );
}

function takeBack(toast: Toast): void {
  dismiss(toast.id);
  toast.undo?.();
}

function useUndoKey(toasts: readonly Toast[]): void {
  useEffect(() => {
    const newest = toasts.findLast(({ undo }) => undo);
    const onKey = (event: KeyboardEvent) => {
      if (!newest || event.key !== 'z' || !(event.ctrlKey || event.metaKey) || isTyping(event)) return;
      event.preventDefault();
      takeBack(newest);
    };
    globalThis.addEventListener('keydown', onKey);
    return () => globalThis.removeEventListener('keydown', onKey);
  }, [toasts]);
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
