import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { codeWords, type Words } from '../../words/codes.js';
import { faultTexts } from '../../words/faults.js';
import type { Texts } from '../../words/language.js';
import { type ProblemKind, problemKinds } from '../problem.js';
import { nameBodies } from './body-schemas.js';
import { type DescribedOperation, describeProblems } from './problem-responses.js';
import { problemSchemas } from './problem-schemas.js';
import { convertSchema } from './schema-converter.js';
import { DEVICE, PERSON, SESSION_COOKIE, TICKET } from './security-schemes.js';

const DESCRIPTION = `Broadcast scheduling and content service for commune loudspeaker stations.

**Sign in** with \`POST /api/v1/sessions\` (\`{ "login", "password", "otp" }\`): the answer holds a token for
\`Authorization: Bearer …\` and sets a cookie for browsers. Software uses an API token: \`POST /api/v1/api-tokens\`.
A station device gets its token with an enrolment code: \`POST /api/v1/station/enrol\`.

**Problems** are answered as RFC 9457 documents. \`code\` is stable; \`detail\` is in Vietnamese or English, as
\`Accept-Language\` asks. Parameters and members that a route does not know are refused.

**Access**: \`x-requires\` names the permission that a route needs, or several of which one is enough; API tokens are refused
where \`x-in-person\` is set, and \`x-needs-fresh-sign-in\` means a password given in the last minutes.

**Lists** come in pages: send \`next\` of the answer as \`cursor\`, until it is null. **Changes** of what several people edit
need \`If-Match\` with the \`ETag\` of what was read. A request with an \`Idempotency-Key\` can be **sent again** safely, where the
route has this parameter.

**Words**: \`x-words\` holds what every code says in Vietnamese and English, under the name of its schema, e.g.
\`x-words.ProblemCode\` and \`x-words.GapReason\`. \`{name}\` stands for a member that the answer gives beside the code.
\`x-faults\` holds what \`errors\` of a problem may say, as far as it is not built from a limit or a list.`;

/** Serves the OpenAPI document at /api/openapi.json and its page at /api/docs. */
export function describeApi(app: NestFastifyApplication, version: string): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app, version), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Vang API',
    // The permission that a route requires is in `x-requires`.
    swaggerOptions: { showExtensions: true },
  });
}

/** The OpenAPI document of all routes; the application need not be started. */
export function apiDocument(app: NestFastifyApplication, version: string): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Vang')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addSecurity(PERSON, { type: 'http', scheme: 'bearer', description: 'Token of a session, or an API token' })
    .addCookieAuth('vang_session', { type: 'apiKey', description: 'A session, in a browser' }, SESSION_COOKIE)
    .addSecurity(DEVICE, { type: 'http', scheme: 'bearer', description: 'Token of a station device' })
    .addSecurity(TICKET, { type: 'apiKey', in: 'query', name: 'ticket', description: 'In an address, for players' })
    .addServer('/')
    .build();
  const options = { standardSchemaConverter: convertSchema, operationIdFactory: operationId };
  return completed(nameBodies(SwaggerModule.createDocument(app, about, options)));
}

/** E.g. `stations.list`: what generated clients call an operation. */
const operationId = (controller: string, method: string): string =>
  `${controller.charAt(0).toLowerCase()}${controller.slice(1).replace(/Controller$/, '')}.${method}`;

/** The document with every problem of every operation, and the words of all. */
function completed(document: OpenAPIObject): OpenAPIObject {
  const kinds = problemKinds();
  const responses: Record<string, object> = {};
  for (const operations of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(operations as Record<string, unknown>)) {
      if (!isOperation(operation)) continue;
      operation.security ??= [];
      describeReplays(operation);
      describeProblems(operation, method, { kinds, responses });
    }
  }
  const schemas = { ...document.components?.schemas, ...problemSchemas(kinds) };
  const components = { ...document.components, schemas, responses };
  return Object.assign(document, { 'x-words': wordsOf(schemas, kinds), 'x-faults': faultTexts(), components });
}

/** What the codes of each enumeration say, by the name of its schema. */
function wordsOf(schemas: Record<string, unknown>, kinds: ReadonlyMap<string, ProblemKind>): Record<string, Words> {
  const ofProblems = [...kinds.values()].map(({ code, vi, en }): [string, Texts] => [code, { vi, en }]);
  const ofSchemas = [...codeWords()].filter(([name]) => name in schemas);
  return { ...Object.fromEntries(ofSchemas), ProblemCode: Object.fromEntries(ofProblems) };
}

const REPLAYED = { description: '`true` when this is the answer to an earlier request', schema: { type: 'string' } };

/** Adds the header that tells the answer to a request that was sent again. */
function describeReplays(operation: DescribedOperation): void {
  if (operation['x-idempotency-key'] !== 'accepted') return;
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (!status.startsWith('2')) continue;
    const described = response as { headers?: object };
    described.headers = { ...described.headers, 'Idempotency-Replayed': REPLAYED };
  }
}

const isOperation = (value: unknown): value is DescribedOperation =>
  typeof value === 'object' && value !== null && 'responses' in value;
