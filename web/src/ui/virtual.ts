/** Rows of long lists are drawn as far as they are seen. */
export { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
