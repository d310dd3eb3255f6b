import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, newStation, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

describe('the calendar of entries', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let first: string;
  let second: string;
  let programId: string;

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    [first = '', second = ''] = centre.stations.map(({ id }) => id);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 90, title: 'Hỏi, đáp' })).id;
  });

  const place = async (more: Record<string, unknown> = {}): Promise<PlacedEntry> => {
    const when = { rule: 'FREQ=WEEKLY;BYDAY=MO,TH', times: ['05:15', '17:00'], startsOn: '2026-03-02' };
    const entry = { centreId: centre.id, programId, ...when, everywhere: true, ...more };
    const { status, body } = await editor.client.post<PlacedEntry>('/entries', entry);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const linesAt = async (path: string, by: TestPerson = editor): Promise<string[]> => {
    const { status, headers, body } = await by.client.get<string>(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    return body.replaceAll('\r\n ', '').split('\r\n');
  };
  const beginning = (lines: string[], start: RegExp) => lines.filter((line) => start.test(line));

  it('has an event for each time, with what is skipped, moved and replaced', async () => {
    const { id } = await place({ extraDays: ['2026-03-04'] });
    await except(editor.client, id, { action: 'skip', from: '2026-03-05', slot: 0 });
    await except(editor.client, id, {
      action: 'move',
      from: '2026-03-09',
      slot: 0,
      toDay: '2026-03-10',
      toTime: '06:00',
    });
    const other = await anApprovedProgram(service, { centreId: centre.id, seconds: 60, title: 'Bản tin' });
    await except(editor.client, id, { action: 'replace', from: '2026-03-12', slot: 0, programId: other.id });
    const lines = await linesAt(`/entries/${id}/calendar.ics`);
    const zone = ';TZID=Asia/Ho_Chi_Minh:';
    expect(beginning(lines, /^(UID|DTSTART|RRULE|RDATE|EXDATE|RECURRENCE-ID|DURATION|SUMMARY)/).slice(1)).toEqual([
      `UID:${id}-0`,
      `DTSTART${zone}20260302T051500`,
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH',
      `RDATE${zone}20260304T051500`,
      `EXDATE${zone}20260305T051500`,
      'DURATION:PT90S',
      String.raw`SUMMARY:Hỏi\, đáp`,
      `UID:${id}-0`,
      `RECURRENCE-ID${zone}20260309T051500`,
      `DTSTART${zone}20260310T060000`,
      'DURATION:PT90S',
      String.raw`SUMMARY:Hỏi\, đáp`,
      `UID:${id}-0`,
      `RECURRENCE-ID${zone}20260312T051500`,
      `DTSTART${zone}20260312T051500`,
      'DURATION:PT60S',
      'SUMMARY:Bản tin',
      `UID:${id}-1`,
      `DTSTART${zone}20260302T170000`,
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH',
      `RDATE${zone}20260304T170000`,
      'DURATION:PT90S',
      String.raw`SUMMARY:Hỏi\, đáp`,
    ]);
  });

  it('ends where the entry is changed or withdrawn, and another event follows the first', async () => {
    const { id } = await place({ times: ['18:00'] });
    await editor.client.edit(`/entries/${id}`, { from: '2026-03-10', times: ['18:30'] });
    const [told, ofCentre] = [`/entries/${id}/calendar.ics`, `/entries/calendar.ics?centreId=${centre.id}`];
    expect(beginning(await linesAt(told), /^(UID|RRULE|RELATED-TO)/)).toEqual([
      `UID:${id}-0`,
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260309T165959Z',
      `UID:${id}-0-20260310`,
      `RELATED-TO:${id}-0`,
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH',
    ]);
    expect(beginning(await linesAt(ofCentre), /^UID/)).toHaveLength(2);
    service.clock.moveTo('2026-03-02T11:30:00Z');
    expect((await editor.client.post(`/entries/${id}/withdraw`, { because: 'Hết đợt' })).status).toBe(200);
    expect(beginning(await linesAt(told), /^(DTSTART;|RRULE)/)).toEqual([
      'DTSTART;TZID=Asia/Ho_Chi_Minh:20260302T180000',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260302T112959Z',
    ]);
    expect(beginning(await linesAt(ofCentre), /^UID/)).toEqual([]);
  });

  it('of a station has its own exceptions, and the days on which an entry is for it', async () => {
    const groupId = await newGroup(service, centre.id, [first]);
    const { id } = await place({ everywhere: false, groupIds: [groupId], times: ['05:15'] });
    await except(editor.client, id, { action: 'skip', from: '2026-03-05', stationId: first });
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const joined = await administrator.client.post(`/groups/${groupId}/members`, {
      stationIds: [second],
      from: '2026-03-10',
    });
    expect(joined.status).toBeLessThan(300);
    const dates = async (station: string) =>
      beginning(await linesAt(`/entries/calendar.ics?stationId=${station}`), /^(DTSTART;|EXDATE|X-VANG-EXCEPTION)/).map(
        (line) => line.replace(/;TZID=[^:]*/, ''),
      );
    expect(await dates(first)).toEqual(['DTSTART:20260302T051500', 'EXDATE:20260305T051500']);
    expect(await dates(second)).toEqual([
      'DTSTART:20260312T051500',
      `X-VANG-EXCEPTION;X-STATION=${first};X-ACTION=SKIP:20260305/20260305`,
    ]);
  });

  it('shows people of a commune nothing of another one', async () => {
    const { id } = await place({ times: ['05:15'] });
    await except(editor.client, id, { action: 'skip', from: '2026-03-05', stationId: first });
    const operator = await personWith(service, 'operator', { kind: 'station', id: second });
    expect((await linesAt(`/entries/${id}/calendar.ics`, operator)).join('\n')).not.toContain(first);
    const refused = [
      await operator.client.get(`/entries/calendar.ics?stationId=${first}`),
      await operator.client.get(`/entries/calendar.ics?centreId=${centre.id}`),
      await (
        await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id })
      ).client.get(`/entries/${id}/calendar.ics`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('is in one zone: that of most stations, or the one asked for', async () => {
    await newStation(service, { servedBy: centre.id, timeZone: 'Europe/Berlin' });
    const { id } = await place({ times: ['05:15'] });
    const told = async (query: string) =>
      beginning(await linesAt(`/entries/${id}/calendar.ics${query}`), /^(TZID|DTSTART;|X-VANG-OTHER-ZONE)/);
    expect(await told('')).toEqual([
      'X-VANG-OTHER-ZONE:Europe/Berlin',
      'TZID:Asia/Ho_Chi_Minh',
      'DTSTART;TZID=Asia/Ho_Chi_Minh:20260302T051500',
    ]);
    expect((await told('?zone=Europe/Berlin')).slice(-1)).toEqual(['DTSTART;TZID=Europe/Berlin:20260302T051500']);
    const wrong = await editor.client.get(`/entries/${id}/calendar.ics?zone=Asia/Tokyo`);
    expect([wrong.status, wrong.body]).toEqual([400, expect.objectContaining({ code: 'invalid-request' })]);
  });
});
