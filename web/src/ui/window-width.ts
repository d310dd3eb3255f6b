import { useMediaQuery } from '@mantine/hooks';

/** Known with the first drawing: nothing is drawn twice. */
const AT_ONCE = { getInitialValueInEffect: false };

/** Whether the window is wider than a phone. */
export const useIsDesk = (): boolean => useMediaQuery('(min-width: 48em)', true, AT_ONCE);

/** Whether two things of a page have room beside each other. */
export const useIsWide = (): boolean => useMediaQuery('(min-width: 64em)', true, AT_ONCE);
