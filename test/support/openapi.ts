/** One operation of the OpenAPI document. */
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
}

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  security?: unknown[];
  'x-requires'?: string | string[];
}

/** The operations that the service describes. @param url of the service */
export async function operationsOf(url: string): Promise<Operation[]> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method.toUpperCase(), described)),
  );
}

function operationOf(path: string, method: string, described: Described): Operation {
  const [[mediaType, content] = ['application/json', undefined]] = Object.entries(described.requestBody?.content ?? {});
  return {
    name: `${method} ${path}`,
    method,
    path,
    mediaType,
    body: content?.schema,
    parameters: described.parameters ?? [],
    isForDevices: [described['x-requires']].flat()[0]?.startsWith('device') ?? false,
    isOpen: described.security === undefined,
  };
}
