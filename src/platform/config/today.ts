import type { Clock } from '../clock/clock.js';
import { localDay } from '../clock/local-day.js';
import type { Config } from './config.js';

/** Today in the service's own zone, TIME_ZONE, as `YYYY-MM-DD`. Stations have zones of their own. */
export const todayOf = (clock: Clock, { settings }: Config): string => localDay(clock.now(), settings.TIME_ZONE);
