/** A person or a device at the public HTTP API. `body` is the parsed JSON answer, or its text. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Client {
  get<Body = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  patch<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Reads what is at `path` and changes it, unless somebody else has changed it in between. */
  edit<Body = Record<string, unknown>>(path: string, changes: unknown, method?: 'PATCH' | 'PUT'): Promise<Answer<Body>>;
  put<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  delete<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  head(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<unknown>>;
  options(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<unknown>>;
}

/** @param url of the service; paths are below `/api/v1`. A FormData or Blob body is sent as such, anything else as JSON. */
export function clientOf(url: string, token?: string): Client {
  const call = async <Body>(method: string, path: string, body?: unknown, extra: Record<string, string> = {}) => {
    const isForm = body instanceof FormData || body instanceof Blob;
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
        ...extra,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    // Not text(): that would swallow the BOM of a CSV file.
    const text = Buffer.from(await response.arrayBuffer()).toString();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text ? JSON.parse(text) : text) as Body,
    };
  };
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    edit: async (path, changes, method = 'PATCH') => {
      const read = await call<never>('GET', path);
      const etag = read.headers.get('etag');
      return etag ? call(method, path, changes, { 'if-match': etag }) : read;
    },
    put: (path, body, headers) => call('PUT', path, body, headers),
    delete: (path, body, headers) => call('DELETE', path, body, headers),
    head: (path, body, headers) => call('HEAD', path, body, headers),
    options: (path, body, headers) => call('OPTIONS', path, body, headers),
  };
}
