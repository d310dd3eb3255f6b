import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../generated/api.d.ts';
import { connection } from './connection.ts';
import { heldFetch } from './held-fetch.ts';
import { Problem, type ProblemDocument, Unreachable } from './problem.ts';

export type Schemas = components['schemas'];

/** Turns whatever is not an answer into an error that says what it is. */
const problems: Middleware = {
  async onResponse({ response }) {
    connection.answered();
    if (response.ok) return;
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new Problem(await documentOf(response), Number.isNaN(retryAfter) ? undefined : retryAfter);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    connection.failed();
    return new Unreachable('unreachable', { cause: error });
  },
};

let person: string | undefined;

/** Whom the page takes for signed in. The service answers 401 when the session has become somebody else's on another page. */
export const actAs = (personId: string): void => {
  person = personId;
};

const asPerson: Middleware = {
  onRequest({ request, schemaPath }) {
    if (person !== undefined && schemaPath !== WHO) request.headers.set('vang-person', person);
  },
};

/** Tells who is signed in, whoever that is. */
const WHO = '/api/v1/me';

/** The service, with the session of this browser's cookie; refusals and lost connections are thrown. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  headers: { 'accept-language': 'vi' },
  fetch: heldFetch(),
});
api.use(problems, asPerson);

/** The body of an answer. @throws Problem, Unreachable */
export async function answerOf<Body>(call: Promise<{ data?: Body }>): Promise<NonNullable<Body>> {
  const { data } = await call;
  return data as NonNullable<Body>;
}

async function documentOf(response: Response): Promise<ProblemDocument> {
  const fallback: ProblemDocument = { status: response.status, code: 'internal', title: '', detail: '' };
  try {
    return { ...fallback, ...((await response.json()) as Partial<ProblemDocument>) };
  } catch {
    return fallback;
  }
}
