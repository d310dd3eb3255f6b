import type { ReactNode } from 'react';
import { Modal } from '../ui/core.ts';
import { useWords } from '../words/words.ts';
import styles from './Sheet.module.css';

interface Props {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A choice above the page: it rises from the foot of a phone. */
export function Sheet({ opened, title, onClose, children }: Props) {
  const { t } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      classNames={{ inner: styles.inner ?? '', content: styles.content ?? '', title: styles.title ?? '' }}
      closeButtonProps={{ 'aria-label': t('actions.close'), size: 'xl' }}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Modal>
  );
}
