import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntryDetails, PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

describe('an operator', () => {
  let service: TestService;
  let centre: TestCentre;
  let operator: TestPerson;
  let own: string;
  let neighbour: string;
  beforeAll(async () => {
    service = await startService({ at: NOW });
    centre = await centreWith(service, { stations: 2 });
    own = centre.stations[0]?.id ?? '';
    neighbour = centre.stations[1]?.id ?? '';
    operator = await personWith(service, 'operator', { kind: 'station', id: own });
  });
  afterAll(() => service.stop());

  const notice = (programId: string, more: Record<string, unknown> = {}) => ({
    stationId: own,
    programId,
    rule: 'FREQ=WEEKLY;BYDAY=TU',
    times: ['06:00'],
    startsOn: '2026-03-02',
    ...more,
  });

  it("schedules the commune's own program at their own station", async () => {
    const { id } = await anApprovedProgram(service, { stationId: own });
    const answer = await operator.client.post('/entries', notice(id));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ planned: 2, stationId: own, terms: [{ stationIds: [own] }] });
  });

  it("schedules the centre's program at their own station", async () => {
    const { id } = await anApprovedProgram(service, { centreId: centre.id });
    const answer = await operator.client.post('/entries', notice(id, { times: ['07:00'] }));
    expect(answer.status).toBe(201);
  });

  it("does not schedule at a neighbour's station, nor the neighbour's program, nor for the centre", async () => {
    const { id } = await anApprovedProgram(service, { stationId: own });
    const { id: foreign } = await anApprovedProgram(service, { stationId: neighbour });
    const asNeighbour = await operator.client.post('/entries', notice(id, { stationId: neighbour }));
    const theirs = await operator.client.post('/entries', notice(foreign));
    const forCentre = { ...notice(id), stationId: undefined, centreId: centre.id, stationIds: [own] };
    expect(asNeighbour.status).toBe(404);
    expect(theirs.status).toBe(404);
    expect((await operator.client.post('/entries', forCentre)).status).toBe(404);
  });

  it("keeps the commune's own program from other stations, whoever schedules it", async () => {
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { id } = await anApprovedProgram(service, { stationId: own });
    const place = (where: object) =>
      editor.client.post('/entries', {
        ...notice(id, { times: ['15:00'] }),
        stationId: undefined,
        centreId: centre.id,
        ...where,
      });
    const refused = { status: 409, body: { code: 'program-of-one-station' } };
    expect(await place({ stationIds: [own, neighbour] })).toMatchObject(refused);
    expect(await place({ everywhere: true })).toMatchObject(refused);
    const { id: ofCentre } = await anApprovedProgram(service, { centreId: centre.id });
    const everywhere = await editor.client.post<PlacedEntry>('/entries', {
      ...notice(ofCentre, { times: ['16:00'] }),
      stationId: undefined,
      centreId: centre.id,
      everywhere: true,
    });
    const replace = (at: object) => {
      const exception = { action: 'replace', from: '2026-03-03', programId: id, ...at };
      const operation = { op: 'except', entryId: everywhere.body.id, exception };
      return editor.client.post('/schedule/changes', { operations: [operation] });
    };
    expect(await replace({})).toMatchObject(refused);
    expect((await replace({ stationId: own })).status).toBeLessThan(300);
    expect((await place({ stationIds: [own] })).status).toBe(201);
  });

  it("sees the centre's entry at their station, without a word of the neighbour's", async () => {
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id });
    const entry = { ...notice(programId), stationId: undefined, centreId: centre.id, times: ['08:00'] };
    const both = await editor.client.post<PlacedEntry>('/entries', { ...entry, stationIds: [own, neighbour] });
    const theirs = await editor.client.post<PlacedEntry>('/entries', {
      ...entry,
      times: ['09:00'],
      stationIds: [neighbour],
    });
    const seen = await operator.client.get<EntryDetails>(`/entries/${both.body.id}`);
    expect(seen.body.terms[0]?.stationIds).toEqual([own]);
    expect(new Set(seen.body.nextAirings.map(({ stationId }) => stationId))).toEqual(new Set([own]));
    expect((await operator.client.get(`/entries/${theirs.body.id}`)).status).toBe(404);
    expect((await operator.client.get(`/gaps?entryId=${theirs.body.id}`)).status).toBe(404);
    expect((await operator.client.post(`/entries/${both.body.id}/withdraw`, { because: 'x' })).status).toBe(404);
    expect((await operator.client.get(`/entries?stationId=${neighbour}`)).status).toBe(404);
    expect((await operator.client.get(`/broadcasts?stationId=${neighbour}`)).status).toBe(404);
    const list = await operator.client.get<{ items: { id: string }[] }>('/entries');
    expect(list.body.items.map(({ id }) => id)).not.toContain(theirs.body.id);
    expect(list.body.items.map(({ id }) => id)).toContain(both.body.id);
  });
});

describe('an entry that is not well formed', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let programId: string;
  beforeAll(async () => {
    service = await startService({ at: NOW });
    centre = await centreWith(service, { stations: 1 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id })).id;
  });
  afterAll(() => service.stop());

  const stationIds = () => centre.stations.map(({ id }) => id);
  const weekly = (more: Record<string, unknown> = {}) => ({
    centreId: centre.id,
    programId,
    rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
    times: ['05:15', '17:15'],
    startsOn: '2026-03-02',
    stationIds: stationIds(),
    ...more,
  });

  it.each([
    ['no station at all', { stationIds: [] }, '/stationIds'],
    ['a time twice', { times: ['05:15', '05:15'] }, '/times'],
    ['no time', { times: [] }, '/times'],
    ['a time that no clock shows', { times: ['25:00'] }, '/times/0'],
    ['a rule that is no text', { rule: 7 }, '/rule'],
    ['an extra day twice', { extraDays: ['2026-03-03', '2026-03-03'] }, '/extraDays'],
    ['an extra day before the first', { extraDays: ['2026-03-01'] }, '/extraDays'],
    ['an end before the beginning', { until: '2026-03-01' }, '/until'],
    ['a date that no calendar has', { startsOn: '2026-02-30' }, '/startsOn'],
    ['a station twice', { stationIds: 'twice' }, '/stationIds'],
    ['an emergency, which is no entry', { priority: 'emergency' }, '/priority'],
    ['no owner', { centreId: undefined }, '/centreId'],
    ['a word that is not known', { days: [1] }, '/days'],
  ])('with %s is refused, and the fault is pointed at', async (_, wrong, pointer) => {
    const [first = ''] = stationIds();
    const fault = 'stationIds' in wrong && wrong.stationIds === 'twice' ? { stationIds: [first, first] } : wrong;
    const answer = await editor.client.post<{ errors: { pointer: string }[] }>('/entries', weekly(fault));
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error) => error.pointer)).toContain(pointer);
  });
});
