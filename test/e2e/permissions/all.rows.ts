import { AIR } from './air.rows.js';
import { GROUPS_AND_CLUSTERS } from './groups.rows.js';
import { IDENTITY } from './identity.rows.js';
import { PROGRAMS } from './programs.rows.js';
import { REPORTS } from './reports.rows.js';
import { AIRTIME_RULES } from './rules.rows.js';
import { SCHEDULE } from './schedule.rows.js';
import { STATIONS } from './stations.rows.js';
import { STOPS } from './stops.rows.js';
import { SYSTEM } from './system.rows.js';
import { UPLOADS } from './uploads.rows.js';
import type { Row } from './row.js';

/** Every route of the service is in these tables, or a test of permissions.spec.ts fails. */
export const ROWS: Row[] = [
  ...IDENTITY,
  ...STATIONS,
  ...GROUPS_AND_CLUSTERS,
  ...PROGRAMS,
  ...UPLOADS,
  ...SCHEDULE,
  ...AIRTIME_RULES,
  ...AIR,
  ...STOPS,
  ...REPORTS,
  ...SYSTEM,
];
