import type { ReactNode } from 'react';
import { Text, useFocusBack } from '../../ui/core.ts';
import { useIsDesk } from '../../ui/window-width.ts';
import { Drawer } from '../../ui/desk.ts';
import styles from './Panel.module.css';
import { useWords } from '../../words/words.ts';

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  onClose: () => void;
}

/** Beside the grid; on a phone in its place. */
export function Panel({ opened, title, children, onClose }: Props) {
  const { t } = useWords('schedule');
  const isDesk = useIsDesk();
  useFocusBack(opened);
  return (
    <Drawer
      opened={opened}
      returnFocus={false}
      position="right"
      size={isDesk ? 460 : '100%'}
      title={
        <Text component="span" fw={600} fz="xl">
          {title}
        </Text>
      }
      onClose={onClose}
      classNames={{ body: styles.body ?? '' }}
      overlayProps={{ backgroundOpacity: 0.15 }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Drawer>
  );
}
