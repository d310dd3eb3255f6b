import { createServer } from 'node:net';
import { fault, fine, type Finding, messageOf } from './finding.js';

const ANSWER_MS = 2_000;
const EVERYWHERE = ['0.0.0.0', '::'];

/** Whether the service can listen at `host` and `port`, or already does. */
export async function examinePort(host: string, port: number): Promise<Finding> {
  const subject = `Port ${port}`;
  const error = await listen(host, port);
  if (!error) return fine(subject, `free at ${host}`);
  if (error.code === 'EADDRINUSE') {
    if (await isService(host, port)) return fine(subject, 'the service is running there');
    return fault(subject, `another program listens at ${host}`, 'Stop it (`ss -ltnp` names it), or set PORT');
  }
  if (error.code === 'EACCES') {
    return fault(subject, 'this account may not listen there', 'Set PORT to 1024 or more, and put a proxy in front');
  }
  return fault(subject, messageOf(error), 'Set HOST to an address of this machine, 127.0.0.1 or 0.0.0.0');
}

function listen(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

async function isService(host: string, port: number): Promise<boolean> {
  const name = EVERYWHERE.includes(host) ? '127.0.0.1' : host;
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/health/live`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => undefined);
  const body: unknown = await answer?.json().catch(() => undefined);
  return typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok';
}
