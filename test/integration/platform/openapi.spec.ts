import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Described, type Document, documentOf, resolve, type Schema } from '../../support/openapi.js';
import { lintOpenApi } from '../../support/lint-openapi.js';
import { startService, type TestService } from '../../support/service.js';
import { textMembers } from '../../support/text-members.js';

/** Codes that no operation answers with, and why. */
const OF_NO_OPERATION: Record<string, string> = {
  'no-such-login': 'of a command on the server',
  'no-such-route': 'of an address that nothing has',
  'method-not-allowed': 'of a method that an address does not have',
  refused: 'of the HTTP server, before the address is read',
  'headers-too-large': 'of the HTTP server, before the address is read',
  'expectation-failed': 'of the HTTP server, before the address is read',
  'too-slow': 'of the HTTP server, before the address is read',
  'console-not-built': 'of the pages for browsers',
  'metrics-not-allowed': 'of /metrics, which is for Prometheus and not described here',
};

/** Members that look as if they had few values, and have not. */
const WITHOUT_ENUM = [
  // Made at random, or given by an administrative authority.
  'AcceptedInvitation code',
  'Invitation code',
  'IssuedCode code',
  'Enrolment code',
  'AirtimeRow code',
  'DatedCode code',
  'Import code',
  'AirtimeRow kind',
  // Rows of lists that can be added to: /topics, /genres, /not-aired-reasons.
  'Topic code',
  'Genre code',
  'NotAiredReasons code',
  'Confirmation reason',
  'Outcome reason',
  'Play reason',
  'ReportedPlays reason',
  'StationThatDidNot reason',
  'DeviceProof reason',
  'NotAired reason',
  'OutcomeNumbers reason',
  'TodayConfirmation reason',
  'TodayItem reason',
  // Every module adds to what the audit trail and answers to repeated requests name.
  'AuditEntry kind',
  'AnswerLostProblem kind',
  // Given by the schedule, which programs do not know.
  'ScheduleChanges reason',
];

interface Operation extends Described {
  name: string;
}

describe('the OpenAPI document', () => {
  let service: TestService;
  let document: Document;
  let operations: Operation[];
  beforeAll(async () => {
    service = await startService();
    document = await documentOf(service.url);
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({ ...described, name: `${method} ${path}` })),
    );
  });
  afterAll(() => service.stop());

  const thatLack = (isThere: (operation: Operation) => unknown) =>
    operations.filter((operation) => !isThere(operation)).map(({ name }) => name);
  const successes = ({ responses }: Described): [string, Answer][] =>
    Object.entries(responses).filter(([status]) => status.startsWith('2'));

  it('is of OpenAPI 3.1, and all that it refers to is in it', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(() => resolve(document, document)).not.toThrow();
  });

  it('passes the rules of redocly.yaml, without a warning', async () => {
    const problems = await lintOpenApi(document);
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('says of every operation what it is called, what it is for, who may use it and what success looks like', () => {
    expect(operations.length).toBeGreaterThan(90);
    expect(thatLack(({ operationId }) => operationId)).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(thatLack(({ summary }) => summary)).toEqual([]);
    expect(thatLack(({ security }) => security)).toEqual([]);
    expect(thatLack((operation) => successes(operation).length > 0)).toEqual([]);
  });

  it('says of every operation with which credentials it may be used; few need none', () => {
    const { person, session, device, ticket } = document.components.securitySchemes;
    expect([person, device].map((scheme) => [scheme?.['scheme'], scheme?.['bearerFormat']])).toEqual([
      ['bearer', undefined],
      ['bearer', undefined],
    ]);
    expect(session).toMatchObject({ type: 'apiKey', in: 'cookie' });
    expect(ticket).toMatchObject({ type: 'apiKey', in: 'query', name: 'ticket' });
    const ways = new Set(operations.map(({ security }) => JSON.stringify(security)));
    expect([...ways].toSorted()).toEqual([
      '[]',
      '[{"device":[]},{"ticket":[]}]',
      '[{"device":[]}]',
      '[{"person":[]},{"session":[]}]',
      '[{"ticket":[]}]',
    ]);
    expect(thatLack(takesTicketAsDeclared)).toEqual([]);
    expect(operations.filter(({ security }) => security?.length === 0).map(({ name }) => name)).toEqual([
      'get /health/live',
      'get /health/ready',
      'post /api/v1/invitations/accept',
      'post /api/v1/sessions',
      'post /api/v1/station/enrol',
    ]);
  });

  it('describes what is in every successful answer; one that is empty says so by its status', () => {
    const undescribed = operations.flatMap((operation) =>
      successes(operation).flatMap(([status, { content }]) => {
        // Resumable uploads answer in headers: tus.io.
        if (status === '204' || operation.name.includes('/api/v1/uploads')) return [];
        const isDescribed = Object.values(content ?? {}).some(({ schema }) => schema);
        return isDescribed ? [] : [`${operation.name} ${status}`];
      }),
    );
    expect(undescribed).toEqual([]);
  });

  it('declares every problem at the operations that answer with it', () => {
    const declared = new Set(
      operations.flatMap(({ responses }) =>
        Object.values(resolve(document, responses)).flatMap((answer) => answer['x-problem-codes'] ?? []),
      ),
    );
    const missing = Object.keys(document['x-words'].ProblemCode).filter((code) => !declared.has(code));
    expect(missing.toSorted()).toEqual(Object.keys(OF_NO_OPERATION).toSorted());
  });

  it('names the schema of every JSON body and answer, and closes no answer', () => {
    const bodies = operations.map((operation): [Operation, Schema | undefined] => [
      operation,
      operation.requestBody?.content?.['application/json']?.schema,
    ]);
    const answers = operations.flatMap((operation) =>
      successes(operation).map(([, { content }]): [Operation, Schema | undefined] => [
        operation,
        content?.['application/json']?.schema,
      ]),
    );
    for (const [{ name }, schema] of [...bodies, ...answers]) {
      if (schema) expect([name, Object.keys(schema)]).toEqual([name, ['$ref']]);
    }
    const closed = answers.filter(([, schema]) => {
      const all = JSON.stringify(resolve(document, schema)) ?? '';
      return all.includes('"additionalProperties":false');
    });
    expect(closed.map(([{ name }]) => name)).toEqual([]);
  });

  it('says of every POST whether it accepts an idempotency key, and never stores an answer with a secret', () => {
    const SECRET = /^(code|token|ticket|secret|password|otp.*|ur[il]s?|m3u8|qr.*|recovery.*)$/i;
    // Codes of lists that everybody may read.
    const PUBLIC = ['unit code', 'codes code', 'refusal code', 'findings code', 'stations code'];
    const faults: string[] = [];
    const withSecret: string[] = [];
    for (const operation of operations.filter(({ name }) => name.startsWith('post '))) {
      const { name } = operation;
      const way = operation['x-idempotency-key'] ?? 'says nothing';
      const secrets = textMembers(document, operation).filter(
        (member) => SECRET.test(member.split(' ').at(-1) ?? '') && !PUBLIC.includes(member),
      );
      if (secrets.length > 0) withSecret.push(name);
      const isDeclared = operation.parameters?.some((parameter) => parameter.name === 'Idempotency-Key') ?? false;
      if (!/^(accepted|refused: [a-z-]+)$/.test(way)) faults.push(`${name} ${way}`);
      if (isDeclared !== (way === 'accepted')) faults.push(`${name} declares another parameter`);
      if (way === 'accepted') faults.push(...secrets.map((member) => `${name} stores ${member}`));
    }
    expect(faults).toEqual([]);
    expect(withSecret).toEqual(expect.arrayContaining(['post /api/v1/people', 'post /api/v1/sessions']));
  });

  it('declares the headers of downloads where they are read and sent', () => {
    const headersOf = (name: string) => {
      const operation = operations.find((each) => each.name === name);
      const read = (operation?.parameters ?? []).filter((each) => each.in === 'header').map((each) => each.name);
      const sent = Object.entries(operation?.responses ?? {}).flatMap(([status, { headers }]) =>
        Object.keys(headers ?? {}).map((header) => `${status} ${header}`),
      );
      return { read: read.toSorted(), sent: sent.toSorted() };
    };
    const audio = {
      read: ['If-None-Match', 'If-Range', 'Range'],
      sent: ['200 Accept-Ranges', '200 ETag', '206 Accept-Ranges', '206 Content-Range', '206 ETag', '304 ETag'],
    };
    expect(headersOf('get /api/v1/station/audio/{sha256}')).toEqual(audio);
    expect(headersOf('get /api/v1/programs/{id}/preview/{which}')).toEqual(audio);
    expect(headersOf('get /api/v1/preview')).toEqual(audio);
    const picture = { read: ['If-None-Match'], sent: ['200 ETag', '304 ETag'] };
    expect(headersOf('get /api/v1/programs/{id}/waveform.png')).toEqual(picture);
    expect(headersOf('get /api/v1/programs/{id}/transcoding/cover')).toEqual(picture);
    const signed = { ...picture, sent: ['200 ETag', '200 Vang-Signature', '304 ETag'] };
    expect(headersOf('get /api/v1/station/playlist')).toEqual(signed);
    expect(headersOf('post /api/v1/stations').sent).toContain('201 Idempotency-Replayed');
  });

  it('enumerates the values of what can only have few', () => {
    const all = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      textsIn(schema).map((member) => `${name} ${member}`),
    );
    const unlisted = all.filter((member) =>
      / (state|status|step|kind|role|reason|priority|outcome|code|way)$/.test(member),
    );
    expect([...new Set(unlisted)].toSorted()).toEqual(WITHOUT_ENUM.toSorted());
  });
});

/** An operation with a `ticket` in its address takes it as its credentials, and no other does. */
function takesTicketAsDeclared({ parameters, security }: Described): boolean {
  const reads = parameters?.some(({ in: place, name }) => place === 'query' && name === 'ticket') ?? false;
  return reads === JSON.stringify(security).includes('"ticket"');
}

/** Members of a schema that are text of any kind; those of components that it refers to apart. */
function textsIn(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, format, pattern, enum: values, const: value, properties, ...rest } = schema as Schema;
  const isText = [type].flat().includes('string') && !(format ?? pattern ?? values ?? value);
  const members = Object.entries((properties ?? {}) as Schema).flatMap(([member, part]) => textsIn(part, member));
  return [...(isText ? [name] : []), ...members, ...Object.values(rest).flatMap((part) => textsIn(part, name))];
}
