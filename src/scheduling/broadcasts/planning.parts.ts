import { ProgramListener } from './program.listener.js';
import { BroadcastListsService } from './broadcast-lists.service.js';
import { CircumstancesService } from './circumstances.service.js';
import { DescriptionQueries } from './description.queries.js';
import { DescriptionService } from './description.service.js';
import { EntryPlannerService } from './entry-planner.service.js';
import { OwnWithdrawalsService } from './own-withdrawals.service.js';
import { OutsideHoursQueries } from './outside-hours.queries.js';
import { PlanAheadQueries } from './plan-ahead.queries.js';
import { PlanAheadService } from './plan-ahead.service.js';
import { PlanningCron } from './planning.cron.js';
import { PlanningQueries } from './planning.queries.js';
import { PlanningService } from './planning.service.js';
import { PlanningTickService } from './planning-tick.service.js';
import { SettlingService } from './settling.service.js';
import { StationListener } from './station.listener.js';
import { WithdrawalQueries } from './withdrawal.queries.js';

/** What plans broadcasts and withdraws them. */
export const PLANNING_PARTS = [
  ProgramListener,
  BroadcastListsService,
  CircumstancesService,
  DescriptionQueries,
  DescriptionService,
  EntryPlannerService,
  OutsideHoursQueries,
  OwnWithdrawalsService,
  PlanAheadQueries,
  PlanAheadService,
  PlanningCron,
  PlanningQueries,
  PlanningService,
  PlanningTickService,
  SettlingService,
  StationListener,
  WithdrawalQueries,
];
