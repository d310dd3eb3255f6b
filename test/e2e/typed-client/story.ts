import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

/** What the story needs besides: who signs in, and a program that somebody else has approved. */
export interface Cast {
  login: string;
  password: string;
  centreId: string;
  stationId: string;
  approvedProgramId: string;
  /** Local day on which it is placed, `YYYY-MM-DD`. */
  day: string;
}

type Schemas = components['schemas'];

/** From signing in to the report, as a program with generated types is written. `typed-client.spec.ts` compiles and runs it. */
export async function story(url: string, { login, password, centreId, stationId, ...cast }: Cast) {
  const { POST, GET, use } = createClient<paths>({ baseUrl: url });
  const session = succeeded(await POST('/api/v1/sessions', { body: { login, password } }));
  use({
    onRequest: ({ request }) => {
      request.headers.set('authorization', `Bearer ${session.token ?? ''}`);
    },
  });

  const about = { centreId, title: 'Bản tin sáng', topic: 'procedures', genre: 'news', origin: 'centre' } as const;
  const program = succeeded(await POST('/api/v1/programs', { body: about }));

  const entry = {
    centreId,
    stationIds: [stationId],
    rule: null,
    times: ['05:15'],
    startsOn: cast.day,
    until: cast.day,
  } as const satisfies Omit<Schemas['NewEntry'], 'programId'>;
  const place = (programId: string) =>
    POST('/api/v1/entries', { body: { ...entry, programId, stationIds: [stationId] } });
  const { error: notReady } = await place(program.id);
  const placed = succeeded(await place(cast.approvedProgramId));
  // Large changes are answered before they are applied.
  const planned = 'planned' in placed ? placed.planned : 0;
  const { error: clash } = await place(cast.approvedProgramId);

  const query = { centreId, from: cast.day, until: cast.day };
  const report = succeeded(await GET('/api/v1/reports/airtime', { params: { query } }));
  return {
    state: program.state,
    whyNotPlaced: notReady && 'state' in notReady ? notReady.state : notReady?.code,
    planned,
    clashesWith: clash && 'clashes' in clash ? clash.clashes.map(({ planned: other }) => other.programId) : [],
    plannedSeconds: report.rows.map((row) => row.plannedSeconds),
  };
}

/** The answer. @throws Error with the problem, if it is one */
function succeeded<Data>({ data, error }: { data?: Data; error?: Schemas['Problem'] }): Data {
  if (data === undefined) throw new Error(error ? `${error.code}: ${error.detail}` : 'no answer');
  return data;
}
