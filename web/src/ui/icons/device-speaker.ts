import { outlineIcon } from './outline-icon.ts';

export const IconDeviceSpeaker = /* @__PURE__ */ outlineIcon(
  'M5 5a2 2 0 0 1 2 -2h10a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2l0 -14',
  'M9 14a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
  'M12 7l0 .01',
);
