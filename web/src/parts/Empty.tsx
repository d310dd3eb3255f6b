import type { ReactNode } from 'react';
import { Stack, Text } from '../ui/core.ts';

interface Props {
  /** Why there is nothing. */
  why: string;
  /** The one button that changes it. */
  children?: ReactNode;
}

/** In place of a list without rows. */
export function Empty({ why, children }: Props) {
  return (
    <Stack align="flex-start" py="lg">
      <Text c="dimmed">{why}</Text>
      {children}
    </Stack>
  );
}
