import { randomBytes } from 'node:crypto';
import { type Answer, clientOf } from './client.js';

interface Invited {
  person: { id: string; name: string };
  invitation: { code: string };
}

/** A call was answered by a problem where the caller expected success. */
export class UnexpectedAnswer extends Error {
  constructor(call: string, answer: Answer<unknown>) {
    super(`${call} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

/** A person at the public HTTP API. Knows login and password, and signs in again whenever the session is over. */
export class ApiPerson {
  private token: string | undefined;

  constructor(
    private readonly url: string,
    readonly login: string,
    readonly password: string,
  ) {}

  /** Accepts an invitation with a new random password. */
  static async accept(url: string, code: string, login: string, name?: string): Promise<ApiPerson> {
    const password = randomBytes(12).toString('base64url');
    const answer = await clientOf(url).post('/invitations/accept', {
      code,
      password,
      ...(name ? { login, name } : {}),
    });
    if (answer.status >= 300) throw new UnexpectedAnswer('POST /invitations/accept', answer);
    return new ApiPerson(url, login, password);
  }

  /** Invites somebody with one role in one scope, who then accepts the invitation. */
  async invite(
    login: string,
    name: string,
    role: string,
    scope: { kind: string; id: string | null },
  ): Promise<ApiPerson> {
    const { invitation } = await this.post<Invited>('/people', { login, name, grants: [{ role, scope }] });
    return ApiPerson.accept(this.url, invitation.code, login);
  }

  get<Body>(path: string): Promise<Body> {
    return this.expect<Body>('get', path);
  }

  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Body> {
    return this.expect<Body>('post', path, body);
  }

  /** Sends a text as it is, e.g. a CSV file. */
  async postText<Body = Record<string, unknown>>(path: string, text: string, type: string): Promise<Body> {
    if (!this.token) await this.signIn();
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': type },
      body: text,
    });
    const answer = { status: response.status, headers: response.headers, body: (await response.json()) as Body };
    if (!response.ok) throw new UnexpectedAnswer(`POST ${path}`, answer);
    return answer.body;
  }

  /** Reads what is at `path` and puts `body` in its place, unless somebody else has changed it in between. */
  put<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Body> {
    return this.expect<Body>('put', path, body);
  }

  /** A call that may be refused: the caller checks the answer. Signs in again for a new or a fresh session. */
  async try<Body>(
    method: 'get' | 'post' | 'put',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> {
    const answer = await this.call<Body>(method, path, body, headers);
    if (answer.status !== 401 && codeOf(answer.body) !== 'sign-in-again-needed') return answer;
    await this.signIn();
    return this.call<Body>(method, path, body, headers);
  }

  private async expect<Body>(method: 'get' | 'post' | 'put', path: string, body?: unknown): Promise<Body> {
    const answer = await this.try<Body>(method, path, body);
    if (answer.status >= 300) throw new UnexpectedAnswer(`${method.toUpperCase()} ${path}`, answer);
    return answer.body;
  }

  private async call<Body>(
    method: 'get' | 'post' | 'put',
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> {
    if (!this.token) await this.signIn();
    const client = clientOf(this.url, this.token);
    if (method === 'get') return client.get<Body>(path, headers);
    return method === 'put' ? client.edit<Body>(path, body, 'PUT') : client.post<Body>(path, body, headers);
  }

  private async signIn(): Promise<void> {
    const { login, password } = this;
    const answer = await clientOf(this.url).post<{ token: string }>('/sessions', { login, password });
    if (answer.status !== 201) throw new UnexpectedAnswer('POST /sessions', answer);
    this.token = answer.body.token;
  }
}

const codeOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
