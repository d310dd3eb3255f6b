import type { Operation, Parameter } from '../support/openapi.js';
import { kindOfName, kindOfPath, type KnownThings } from './known-things.js';
import type { Random } from './random.js';
import { Values } from './values.js';

export interface FuzzRequest {
  operation: Operation;
  /** Mostly that of the operation. */
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Share of values that do not fit; a whole request is either careful or careless. */
const CAREFUL = 0.02;
const CARELESS = 0.3;
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];
const TYPES = ['application/json', 'text/plain', 'multipart/form-data; boundary=b', 'text/csv', 'a', 'application/xml'];
const BODIES = [
  '',
  '{',
  '[]',
  'null',
  '"a"',
  '{"a":1}',
  '[[[[[[[[',
  '\u0000',
  '{"__proto__":{}}',
  '1e999',
  '\uD800',
  '{}{}',
];

/** One request to `operation`, valid or nearly. */
export function requestTo(operation: Operation, random: Random, known: KnownThings): FuzzRequest {
  const values = new Values(random, known, random.chance(0.6) ? CAREFUL : CARELESS);
  const path = pathOf(operation, values, random);
  const headers: Record<string, string> = {};
  for (const parameter of parametersIn(operation, 'header')) {
    const value = headerValue(parameter, values, random, known.etagOf(path));
    if (value !== undefined) headers[parameter.name.toLowerCase()] = value;
  }
  const method = random.chance(0.03) ? random.pick(METHODS) : operation.method;
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return { operation, method, path, headers, body: undefined };
  headers['content-type'] = random.chance(0.04) ? random.pick(TYPES) : operation.mediaType;
  return { operation, method, path, headers, body: bodyOf(operation, values, random, headers) };
}

const parametersIn = ({ parameters }: Operation, place: string) => parameters.filter((each) => each.in === place);

function pathOf(operation: Operation, values: Values, random: Random): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string, at: number) => {
    const parameter = operation.parameters.find((each) => each.name === name);
    const kind = kindOfName(name) ?? kindOfPath(operation.path.slice(0, at));
    return encoded(values.of(parameter?.schema ?? { type: 'string', format: 'uuid' }, kind)) || 'x';
  });
  const query = parametersIn(operation, 'query').flatMap(({ name, required, schema }) => {
    if (!required && random.chance(0.6)) return [];
    const times = random.chance(0.03) ? 2 : 1;
    return Array.from({ length: times }, () => `${name}=${encoded(values.of(schema, kindOfName(name)))}`);
  });
  if (random.chance(0.02)) query.push(random.pick(['unknown=1', '%', '=&&', 'a[b][c]=1', '__proto__=1', 'limit=%F0']));
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const wellFormed = (text: string): string => Buffer.from(text).toString();

/** Half of a surrogate pair cannot be encoded. */
function encoded(value: unknown): string {
  return encodeURIComponent(wellFormed(textOf(value).slice(0, 2_000)));
}

function headerValue(
  { name, required, schema }: Parameter,
  values: Values,
  random: Random,
  etag: string | undefined,
): string | undefined {
  if (!required && random.chance(0.5)) return undefined;
  if (/^if-(none-)?match$/i.test(name))
    return etag && random.chance(0.8) ? etag : random.pick(['"1"', '*', 'W/"x"', '"']);
  if (/^tus-resumable$/i.test(name)) return random.chance(0.95) ? '1.0.0' : '2';
  if (/^upload-metadata$/i.test(name)) {
    const id = Buffer.from(textOf(values.of({ type: 'string', format: 'uuid' }, 'program'))).toString('base64');
    return random.pick([
      `programId ${id},filename ${Buffer.from('a.mp3').toString('base64')}`,
      'programId',
      `programId ${id}`,
      ',',
    ]);
  }
  if (/^upload-(length|offset)$/i.test(name))
    return random.pick(['0', '1', '1000', '-1', '1e3', '99999999999999999999', '']);
  return textOf(values.of(schema ?? { type: 'string' }))
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 500);
}

function bodyOf({ body, mediaType, path }: Operation, values: Values, random: Random, headers: Record<string, string>) {
  if (mediaType === 'multipart/form-data') {
    headers['content-type'] = `multipart/form-data; boundary=${random.pick(['b', 'b', 'b', '', 'c', 'd'.repeat(300)])}`;
    const name = random.pick(['file', 'file', 'other', '__proto__', '']);
    const head = `content-disposition: form-data; name="${name}"; filename="${random.pick(['a.mp3', '', '\0', '../x'])}"`;
    return `--b\r\n${head}\r\n\r\n${random.pick(['RIFF', '', 'ID3'])}\r\n--b${random.pick(['--', ''])}\r\n`;
  }
  if (mediaType === 'text/csv') {
    const rows = Array.from(
      { length: random.below(4) },
      () => `${textOf(values.of({ type: 'string' }))},xã,${random.below(99_999)},`,
    );
    return ['name,kind,code_2022,successor_2025', ...rows].join('\n');
  }
  if (mediaType.includes('octet-stream')) return random.pick(['', 'a', 'RIFF'.repeat(250)]);
  if (random.chance(0.03)) return random.pick(BODIES);
  if (body === undefined && random.chance(0.7)) return delete headers['content-type'] ? undefined : '';
  return JSON.stringify(values.of(body ?? { type: 'object' }, kindOfPath(path))) ?? '';
}
