import { outlineIcon } from './outline-icon.ts';

export const IconChevronRight = /* @__PURE__ */ outlineIcon('M9 6l6 6l-6 6');
