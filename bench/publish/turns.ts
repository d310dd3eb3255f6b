import type pg from 'pg';
import { addDays } from '../../src/platform/clock/local-day.js';
import type { PlainCopy } from './plain-copy.js';
import type { ServiceUnderTest } from './service-under-test.js';
import { untilApplied } from './until-applied.js';
import type { World } from '../support/world.js';

export const DAYS = 7;
const FIRST_HOUR = 6;
/** What is moved: an item at 8 o'clock, on the third day, by ten minutes. */
const MOVED = { item: 2, day: 3, toTime: '08:10' };

/** One turn of ours and one of the plain table, which then have the same rows. */
export interface Turn {
  rows: number;
  /** From the call until it is applied. */
  oursMs: number;
  plainMs: number;
  /** What followed from ours afterwards: durable events and jobs. */
  afterwardsMs: number;
}

/** The schedule of a centre, published item by item, and the same rows put into the plain copy. */
export class Turns {
  /** Items air at full hours, single entries at half past. */
  constructor(
    private readonly service: ServiceUnderTest,
    private readonly sql: pg.Client,
    private readonly copy: PlainCopy,
    private readonly world: World,
    /** The day on which everything begins, `YYYY-MM-DD`. */
    private readonly firstDay: string,
  ) {}

  /** One item a day at all stations, for DAYS days: by turns everywhere and through the group of all stations. */
  async publishItem(index: number): Promise<Turn> {
    const { items, groupId, stationIds } = this.world;
    const where = index % 2 === 0 ? { everywhere: true } : { groupIds: [groupId] };
    const turn = await this.turn(items[index] ?? '', {
      ...where,
      times: [clock(index, '00')],
      until: addDays(this.firstDay, DAYS - 1),
    });
    const wanted = stationIds.length * DAYS;
    if (turn.rows !== wanted) throw new Error(`item ${index + 1} has ${turn.rows} broadcasts instead of ${wanted}`);
    return turn;
  }

  /** A daily entry at a few stations, until further notice. */
  placeSingle(index: number, stationIds: string[]): Promise<Turn> {
    return this.turn(this.world.singles[index] ?? '', { stationIds, times: [clock(index, '30')] });
  }

  /** Moves one item of one day at all stations. @returns milliseconds until it is applied */
  async move(): Promise<number> {
    const programId = this.world.items[MOVED.item] ?? '';
    const entry = await this.sql.query<{ id: string }>(
      'SELECT entry_id AS id FROM broadcasts WHERE program_id = $1 LIMIT 1',
      [programId],
    );
    const path = `/entries/${entry.rows[0]?.id}/exceptions`;
    const from = addDays(this.firstDay, MOVED.day - 1);
    const exception = { action: 'move', from, toTime: MOVED.toTime };
    const took = await untilApplied(this.world.editor, 'put', path, exception);
    const moved = await this.sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM broadcasts WHERE program_id = $1 AND airs_on = $2 AND planned_at IS NOT NULL
         AND (starts_at AT TIME ZONE time_zone)::time = $3`,
      [programId, from, MOVED.toTime],
    );
    const [count, wanted] = [moved.rows[0]?.count, this.world.stationIds.length];
    if (count !== wanted) throw new Error(`${count} broadcasts were moved instead of ${wanted}`);
    await this.service.untilQuiet();
    return took;
  }

  /** The timeline of a station's week, read once. @returns milliseconds */
  async readWeek(stationId: string): Promise<number> {
    const { editor, items } = this.world;
    const until = addDays(this.firstDay, DAYS - 1);
    const began = performance.now();
    const { days } = await editor.get<{ days: { items: unknown[] }[] }>(
      `/stations/${stationId}/timeline?from=${this.firstDay}&until=${until}`,
    );
    const took = performance.now() - began;
    const shown = days.flatMap((day) => day.items).length;
    if (shown < items.length * DAYS) throw new Error(`a week has ${shown} items`);
    return took;
  }

  private async turn(programId: string, what: object): Promise<Turn> {
    const { editor, centreId } = this.world;
    const entry = { centreId, programId, startsOn: this.firstDay, rule: 'FREQ=DAILY', ...what };
    const oursMs = await untilApplied(editor, 'post', '/entries', entry);
    const afterwardsMs = await this.service.untilQuiet();
    await this.copy.follow();
    const began = performance.now();
    const rows = await this.copy.insert(programId);
    const plainMs = performance.now() - began;
    await this.requirePlanned(programId);
    return { rows, oursMs, plainMs, afterwardsMs };
  }

  private async requirePlanned(programId: string): Promise<void> {
    const { rows } = await this.sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM broadcasts WHERE program_id = $1 AND planned_at IS NULL',
      [programId],
    );
    if (rows[0]?.count !== 0) throw new Error(`${rows[0]?.count} occurrences were not planned`);
  }
}

const clock = (index: number, minute: string) => `${String(FIRST_HOUR + index).padStart(2, '0')}:${minute}`;
