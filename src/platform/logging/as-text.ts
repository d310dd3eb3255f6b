import { prettyFactory } from 'pino-pretty';

const toText = prettyFactory({
  colorize: false,
  // With day and offset: the times of people, of the database and of other machines are compared with it.
  translateTime: 'SYS:yyyy-mm-dd HH:MM:sso',
  ignore: 'pid,hostname,context',
  singleLine: true,
  messageFormat: (line, key) => [line['context'], line[key]].filter(Boolean).join(': '),
});

/** An address that holds nothing but visible ASCII, and what stands for a hidden part. */
const PLAIN = /^[!-~…]+$/;

/**
 * A line of JSON as one for people: local time, level, part of the service and message, then what else it says. What the
 * message of a request says is not said again.
 */
export function asText(line: string): string {
  try {
    return toText(ofRequest(JSON.parse(line) as Record<string, unknown>)) ?? line;
  } catch {
    return line;
  }
}

/** With its address instead of the pattern of its route, and why it was refused. Other lines stay as they are. */
function ofRequest(line: Record<string, unknown>): object {
  const { method, route, url, status, problem, ...rest } = line;
  if (typeof method !== 'string' || typeof status !== 'number') return line;
  const address = url ?? route;
  if (typeof address !== 'string' || !PLAIN.test(address)) return line;
  const why = typeof problem === 'string' ? [problem] : [];
  return { ...rest, msg: [method, address, status, ...why].join(' ') };
}
