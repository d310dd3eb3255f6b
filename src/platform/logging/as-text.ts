import { prettyFactory } from 'pino-pretty';

const toText = prettyFactory({
  colorize: false,
  translateTime: 'SYS:HH:MM:ss',
  ignore: 'pid,hostname,context',
  singleLine: true,
  messageFormat: (line, key) => [line['context'], line[key]].filter(Boolean).join(': '),
});

/** A line of JSON as one for people: local time, level, part of the service and message, then what else it says. */
export const asText = (line: string): string => toText(line) ?? line;
