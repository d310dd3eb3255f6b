import type { Row } from './row.js';

export const SYSTEM: Row[] = [
  { route: 'GET /system', of: 'all', roles: ['administrator'], call: () => ({ path: '/system' }) },
];
