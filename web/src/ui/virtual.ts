/** Rows of long lists are drawn as far as they are seen. */
export { useVirtualizer } from '@tanstack/react-virtual';
