import type { RuleKind } from '../../../src/scheduling/airtime/rule-kind.js';
import type { ChangedAirtimeRules } from '../../../src/scheduling/changes/airtime-rules.schemas.js';
import type { MadeChange } from '../../../src/scheduling/changes/changes.schemas.js';
import type { ClashView } from '../../../src/scheduling/clashes/clashes.schemas.js';
import type { EntryDetails, NewlyPlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { Operation } from '../../../src/scheduling/operations/operations.schemas.js';
import type { TestService } from '../../support/service.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';

/** Monday, 2 March 2026, 08:00 in Vietnam. Planned are the days until 16 March. */
export const MONDAY = '2026-03-02T01:00:00Z';
/** People stay signed in while a test moves the clock by weeks. */
export const STAY_SIGNED_IN = { SESSION_HOURS: '1000' };

/** What a refusal may have besides its code. */
export interface Refusal {
  code: string;
  detail: string;
  operation: number;
  ids: string[];
  errors: { pointer: string }[];
  clashes: ClashView[];
  total: number;
  earliest: string;
  entryId: string;
  later: { changeId: string; by: string } | null;
}
export type Wanted = { op: Operation['op'] } & Record<string, unknown>;
type More = Record<string, unknown>;

export interface ScheduleWishes {
  stations?: number;
  /** How long its program is. */
  seconds?: number;
  title?: string;
  /** What every entry is like, unless a test says otherwise. */
  usual?: More;
}

/** A centre with its stations, its editor and an approved program, on `MONDAY`. */
export async function aSchedule(
  service: TestService,
  { stations = 2, seconds = 60, title = 'Bản tin', usual = {} }: ScheduleWishes = {},
): Promise<Schedule> {
  service.clock.moveTo(MONDAY);
  const centre = await centreWith(service, { stations });
  const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds, title });
  return new Schedule(service, centre, editor, programId, usual);
}

/** What the editor of a centre does, and what airs at its stations afterwards. */
export class Schedule {
  constructor(
    private readonly service: TestService,
    readonly centre: TestCentre,
    readonly editor: TestPerson,
    readonly programId: string,
    private readonly usual: More,
  ) {}

  get stationIds(): string[] {
    return this.centre.stations.map(({ id }) => id);
  }

  /** When something airs at its stations, each time once: local `MM-DD HH:MM`, in order. */
  async plannedTimes(): Promise<string[]> {
    const rows = await this.service.sql<{ local: string }>(
      `SELECT DISTINCT to_char(starts_at AT TIME ZONE time_zone, 'MM-DD HH24:MI') AS local FROM broadcasts
       WHERE station_id = ANY ($1) AND state = 'planned' ORDER BY 1`,
      [this.stationIds],
    );
    return rows.map(({ local }) => local);
  }

  /** Another approved program of the centre. */
  async anotherProgram(seconds: number): Promise<string> {
    return (await anApprovedProgram(this.service, { centreId: this.centre.id, seconds })).id;
  }

  /** An entry to place: the program, every day at 17:15 from Monday on, at all stations. */
  entry(more: More = {}): More {
    return {
      centreId: this.centre.id,
      programId: this.programId,
      rule: 'FREQ=DAILY',
      times: ['17:15'],
      startsOn: '2026-03-02',
      stationIds: this.stationIds,
      ...this.usual,
      ...more,
    };
  }

  tryToPlace(more: More = {}, { client }: Pick<TestPerson, 'client'> = this.editor) {
    return client.post<NewlyPlacedEntry & Refusal>('/entries', this.entry(more));
  }

  async place(more: More = {}): Promise<NewlyPlacedEntry> {
    return succeeded(await this.tryToPlace(more), 201);
  }

  async entryOf(id: string): Promise<EntryDetails> {
    return succeeded(await this.editor.client.get<EntryDetails>(`/entries/${id}`), 200);
  }

  tryToDo(operations: readonly (Wanted | Operation)[], { by = this.editor, ...more }: { by?: TestPerson } & More = {}) {
    return by.client.post<MadeChange & Refusal>('/schedule/changes', { operations, ...more });
  }

  /** Does all of it in one change. */
  async do(operations: readonly (Wanted | Operation)[]): Promise<MadeChange & { changeId: string }> {
    return changed(succeeded(await this.tryToDo(operations), 200));
  }

  tryToUndo(changeId: string, { client }: Pick<TestPerson, 'client'> = this.editor) {
    return client.post<MadeChange & Refusal>(`/schedule/changes/${changeId}/undo`, {});
  }

  async undo(changeId: string, by = this.editor): Promise<MadeChange & { changeId: string }> {
    return changed(succeeded(await this.tryToUndo(changeId, by), 200));
  }

  /** When an entry airs at a station, by its clock: `03-02 17:15`. */
  async airs(entryId: string, stationId = this.stationIds[0]): Promise<string[]> {
    const rows = await this.service.sql<{ local: string }>(
      `SELECT to_char(starts_at AT TIME ZONE time_zone, 'MM-DD HH24:MI') AS local FROM broadcasts
       WHERE entry_id = $1 AND station_id = $2 AND state = 'planned' ORDER BY starts_at`,
      [entryId, stationId],
    );
    return rows.map(({ local }) => local);
  }

  /** What is planned at a station: id and start. */
  async timeline(stationId: string): Promise<string[]> {
    const rows = await this.service.sql<{ id: string; at: Date }>(
      "SELECT id, starts_at AS at FROM broadcasts WHERE station_id = $1 AND state = 'planned' ORDER BY starts_at",
      [stationId],
    );
    return rows.map(({ id, at }) => `${id} ${at.toISOString()}`);
  }

  /** All rows of its stations but those that were withdrawn. */
  rows() {
    return this.service.sql(
      `SELECT id, entry_id AS entry, station_id AS station, starts_at AS at, state, reason_code AS reason, program_id AS program
       FROM broadcasts WHERE station_id = ANY ($1) AND state <> 'withdrawn' ORDER BY id`,
      [this.stationIds],
    );
  }
}

/** Sets all periods of a kind of rules. @param owner whose they are, as in the path: `centres/…` */
export const setRules = ({ client }: TestPerson, owner: string, kind: RuleKind, rules: { periods: object[] }) =>
  client.edit<ChangedAirtimeRules>(`/${owner}/airtime-rules/${kind}`, { kind, ...rules }, 'PUT');

function succeeded<Body>({ status, body }: { status: number; body: Body }, expected: number): Body {
  if (status !== expected) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

function changed<Made extends MadeChange>(made: Made): Made & { changeId: string } {
  if (made.changeId === null) throw new Error('nothing was changed');
  return { ...made, changeId: made.changeId };
}
