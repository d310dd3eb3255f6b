import { NotFound } from '../../platform/http/http.problems.js';
import { ProgramNotReady, ProgramWithdrawn } from '../../programs/programs.problems.js';
import { StationNotServed } from '../../stations/centres/centres.problems.js';
import { DaypartFull, OutsideAllowedHours, QuietDay } from '../airtime/airtime.problems.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { RuleNotSupported, RuleWithoutDays } from '../recurrence/recurrence.problems.js';
import {
  AirtimeClash,
  CrossesBroadcastingDay,
  EntryOverlapsItself,
  EntryWithdrawn,
  Frozen,
  GroupWithoutStations,
  NoOccurrence,
  NoSuchOccurrence,
  ProgramExpired,
  ProgramNotApproved,
  ProgramOfOneStation,
} from '../scheduling.problems.js';

/** Why an entry cannot be planned as it is wanted. */
const PLAN_PROBLEMS = [
  ProgramWithdrawn,
  ProgramNotReady,
  ProgramNotApproved,
  ProgramOfOneStation,
  NoOccurrence,
  ProgramExpired,
  EntryOverlapsItself,
  CrossesBroadcastingDay,
  OutsideAllowedHours,
  QuietDay,
  DaypartFull,
  AirtimeClash,
  ScheduleBusy,
] as const;
const TERMS_PROBLEMS = [StationNotServed, GroupWithoutStations, RuleNotSupported, RuleWithoutDays] as const;

/** Why an entry cannot be placed. */
export const PLACE_PROBLEMS = [NotFound, ...TERMS_PROBLEMS, ...PLAN_PROBLEMS] as const;
/** Why an entry cannot be changed. */
export const CHANGE_PROBLEMS = [
  NotFound,
  ...TERMS_PROBLEMS,
  ...PLAN_PROBLEMS,
  Frozen,
  EntryWithdrawn,
  NoSuchOccurrence,
] as const;
