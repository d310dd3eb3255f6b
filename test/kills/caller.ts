import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Client, clientOf } from '../../api-client/client.js';

/** How long the service may be away; nothing is measured by it. */
const PATIENCE_MS = 180_000;
const RETRY_MS = 100;

/** Answers that a service must never give, however it is killed. */
export class OddAnswers {
  readonly seen: string[] = [];

  /** Only `503` with a time to try again may be answered in an outage. */
  check(call: string, { status, headers, body }: Answer<unknown>): void {
    if (status < 500 || (status === 503 && headers.has('retry-after'))) return;
    this.seen.push(`${call}: ${status} ${JSON.stringify(body)}`);
  }
}

/** A person at the API who tries again until the call is answered. */
export class Caller {
  private readonly client: Client;

  constructor(
    readonly url: string,
    readonly token: string,
    private readonly odd: OddAnswers,
  ) {
    this.client = clientOf(url, token);
  }

  /** Sends a call once. @returns undefined when it was cut or refused for now, so that nothing is known of it */
  async once<Body>(method: 'get' | 'post' | 'put', path: string, body?: unknown): Promise<Answer<Body> | undefined> {
    const call = method === 'get' ? this.client.get<Body>(path) : this.client[method]<Body>(path, body);
    const answer = await call.catch(() => undefined);
    if (answer) this.odd.check(`${method} ${path}`, answer);
    return answer && answer.status < 500 ? answer : undefined;
  }

  /** Sends a call until it is answered. */
  async insist<Body>(method: 'get' | 'post' | 'put', path: string, body?: () => unknown): Promise<Answer<Body>> {
    return insist(`${method} ${path}`, () => this.once<Body>(method, path, body?.()));
  }

  async get<Body>(path: string): Promise<Body> {
    const answer = await this.insist<Body>('get', path);
    if (answer.status !== 200) throw new Error(`get ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

/** Calls `send` until it returns something. @throws Error after three minutes */
export async function insist<Result>(what: string, send: () => Promise<Result | undefined>): Promise<Result> {
  const began = performance.now();
  for (;;) {
    const result = await send();
    if (result !== undefined) return result;
    if (performance.now() - began > PATIENCE_MS) throw new Error(`nobody answers: ${what}`);
    await pause(RETRY_MS);
  }
}
