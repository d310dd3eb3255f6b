import type { ReactNode } from 'react';
import { ActionIcon, Text } from '../../ui/core.ts';
import { IconTrash } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';

interface Props {
  /** From 1. */
  number: number;
  fault: string | undefined;
  onRemove: () => void;
  children: ReactNode;
}

/** One line of the rules, with what is wrong with it. */
export function RuleLine({ number, fault, onRemove, children }: Props) {
  const { t } = useWords('administration');
  return (
    <div className={styles.line}>
      {children}
      <ActionIcon variant="subtle" size="lg" aria-label={t('hours.remove', { number })} onClick={onRemove}>
        <IconTrash size={20} aria-hidden />
      </ActionIcon>
      {fault && (
        <Text c="var(--vang-failed)" role="alert" w="100%">
          {fault}
        </Text>
      )}
    </div>
  );
}
