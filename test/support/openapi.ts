/** The OpenAPI document, as far as tests look at it. */
export interface Document {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Answer>;
    securitySchemes: Record<string, Record<string, unknown>>;
  };
  'x-words': { ProblemCode: Words; [list: string]: Words };
}

/** What each code of a list says. */
type Words = Record<string, { vi: string; en: string }>;

/** One operation, as the document describes it. */
export interface Described {
  operationId?: string;
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses: Record<string, Answer>;
  security?: unknown[];
  'x-requires'?: string | string[];
  'x-idempotency-key'?: string;
}

/** One answer of an operation; those with problems have their codes. */
export interface Answer {
  $ref?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema?: Schema }>;
  'x-problem-codes'?: string[];
}

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

/** One operation of the document, with all that it refers to. */
export interface Operation {
  /** Method and path, e.g. `POST /api/v1/sessions`. */
  name: string;
  method: string;
  path: string;
  /** Of its body; JSON where the document names none. */
  mediaType: string;
  /** The schema of the body; undefined when it takes none. */
  body: Schema | undefined;
  parameters: readonly Parameter[];
  isForDevices: boolean;
  isOpen: boolean;
  /** The codes of the problems that it declares, by status; a status without problems has none. */
  codes: ReadonlyMap<number, readonly string[]>;
}

/** @param url of the service */
export const documentOf = async (url: string): Promise<Document> =>
  (await (await fetch(`${url}/api/openapi.json`)).json()) as Document;

/** A part of the document in which everything that it refers to stands in place of the `$ref`. */
export function resolve<Part>(document: Document, part: Part): Part {
  if (Array.isArray(part)) return part.map((item: unknown) => resolve(document, item)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const { $ref: reference, ...rest } = part as Record<string, unknown>;
  const members = Object.entries(rest).map(([name, member]) => [name, resolve(document, member)]);
  const named = typeof reference === 'string' ? resolve(document, referredTo(document, reference)) : {};
  return { ...(named as object), ...Object.fromEntries(members) } as Part;
}

/** The operations that the service describes. @param url of the service */
export async function operationsOf(url: string): Promise<Operation[]> {
  const document = await documentOf(url);
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) =>
      operationOf(path, method.toUpperCase(), resolve(document, described)),
    ),
  );
}

function operationOf(path: string, method: string, described: Described): Operation {
  const [[mediaType, content] = ['application/json', undefined]] = Object.entries(described.requestBody?.content ?? {});
  const codes = Object.entries(described.responses).map(
    ([status, answer]) => [Number(status), answer['x-problem-codes'] ?? []] as const,
  );
  return {
    name: `${method} ${path}`,
    method,
    path,
    mediaType,
    body: content?.schema,
    parameters: described.parameters ?? [],
    isForDevices: /^device\b/.test([described['x-requires']].flat()[0] ?? ''),
    isOpen: described.security?.length === 0,
    codes: new Map(codes),
  };
}

/** What a reference names, e.g. `#/components/schemas/Problem`. @throws Error when there is nothing */
function referredTo(document: Document, reference: string): unknown {
  const names = reference.slice(2).split('/');
  const found = names.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], document);
  if (found === undefined) throw new Error(`${reference} names nothing`);
  return found;
}
