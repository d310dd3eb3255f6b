import { operationsOf, type Operation } from '../support/openapi.js';
import { KnownThings } from './known-things.js';
import { Random } from './random.js';
import { type FuzzRequest, requestTo } from './requests.js';

export interface Caller {
  name: string;
  token: string | undefined;
  /** Gets another token when this one has been ended by a request. */
  renew?(): Promise<string>;
}

/** A request that the service answered as if it were its own fault, or as its document does not say. */
export interface Failure {
  number: number;
  caller: string;
  request: string;
  body: string;
  answer: string;
}

export interface FuzzResult {
  statuses: Record<string, number>;
  failures: Failure[];
  /** Operations that were never answered 2xx. */
  neverThrough: string[];
}

/**
 * Sends `requests` random requests to all operations of the OpenAPI document, for all callers.
 * @param seed repeats a run, as far as the service answers alike
 */
export async function fuzz(
  url: string,
  { callers, seed, requests }: { callers: readonly Caller[]; seed: number; requests: number },
): Promise<FuzzResult> {
  const [random, known] = [new Random(seed), new KnownThings()];
  const operations = await operationsOf(url);
  const [statuses, failures, through]: [Record<string, number>, Failure[], Set<string>] = [{}, [], new Set()];
  const admitted = new Map<string, Set<Caller>>();
  for (let number = 0; number < requests; number += 1) {
    // Each operation in turn, so that a short run reaches all of them.
    const operation = operations[number % operations.length] ?? random.pick(operations);
    const caller = callerOf(operation, callers, { random, admitted: admitted.get(operation.name) });
    const request = requestTo(operation, random, known);
    const { status, text } = await send(url, request, caller, known);
    const fault = status >= 500 ? 'fails' : undeclared(request, status, text, operations);
    if (status === 401 && !(await isValid(url, caller))) caller.token = await caller.renew?.();
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status < 300 && request.method === operation.method) through.add(operation.name);
    if (status !== 401 && status !== 403) {
      admitted.set(operation.name, (admitted.get(operation.name) ?? new Set()).add(caller));
    }
    if (fault) failures.push(failureOf(number, request, caller, `${fault}: ${status} ${text}`));
  }
  const neverThrough = operations.map(({ name }) => name).filter((name) => !through.has(name));
  return { statuses, failures, neverThrough };
}

/** What the document does not say of an answer; undefined when it says all. */
function undeclared(
  { operation: { codes, method: declaredMethod }, method, path }: FuzzRequest,
  status: number,
  text: string,
  operations: readonly Operation[],
): string | undefined {
  if (method !== declaredMethod) return ofOtherMethod({ method, path, status }, operations);
  const declared = codes.get(status);
  if (!declared) return 'undeclared status';
  if (status < 400 || method === 'HEAD') return undefined;
  const { code = '' } = JSON.parse(text) as { code?: string };
  return declared.includes(code) ? undefined : 'undeclared code';
}

/** A method that no operation has at this path is refused, but for HEAD and OPTIONS. */
function ofOtherMethod(
  { method, path, status }: { method: string; path: string; status: number },
  operations: readonly Operation[],
): string | undefined {
  const [address = ''] = path.split('?');
  const there = operations.filter((each) => new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address));
  const methods = there.map((each) => each.method);
  const isAnswered = methods.includes(method) || (method === 'HEAD' && methods.includes('GET')) || method === 'OPTIONS';
  // Before the methods are looked at, the router refuses what is too long or cannot be decoded.
  return isAnswered || [405, 414, 400].includes(status) ? undefined : 'a method that nothing has';
}

/** Mostly somebody whom the operation has admitted before, or might admit. */
function callerOf(
  operation: Operation,
  callers: readonly Caller[],
  { random, admitted = new Set() }: { random: Random; admitted: ReadonlySet<Caller> | undefined },
): Caller {
  const fitting = callers.filter(({ name }) => (name === 'device') === operation.isForDevices);
  const likely = admitted.size > 0 && random.chance(0.7) ? [...admitted] : fitting;
  return random.pick(likely.length > 0 && random.chance(0.9) ? likely : callers);
}

async function isValid(url: string, { name, token }: Caller): Promise<boolean> {
  const path = name === 'device' ? 'station/playlist' : 'me';
  const answer = await fetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  return answer.status !== 401;
}

async function send(url: string, request: FuzzRequest, { token }: Caller, known: KnownThings) {
  const { method, path, body } = request;
  const headers = { ...request.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  known.learn(path, text, answer.headers.get('etag'));
  return { status: answer.status, text };
}

const failureOf = (
  number: number,
  { operation, method, path, body }: FuzzRequest,
  caller: Caller,
  answer: string,
): Failure => ({
  number,
  caller: caller.name,
  request: `${operation.name}: ${method} ${path.slice(0, 300)}`,
  body: (body ?? '').slice(0, 500),
  answer: answer.slice(0, 300),
});
