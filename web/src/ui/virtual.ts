/** Rows of long lists are drawn as far as they are seen. */
export { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
