import { spawnSync } from 'node:child_process';

/** What both sides are asked: the occurrences on the local days from one to another, both included. */
export interface Question {
  rule: string;
  startsOn: string;
  from: string;
  until: string;
  zone: string;
  times: string[];
}

/** `[day, time, instant in UTC or null where the clocks skip it, whether it comes twice]`, in order of day and time. */
export type Answer = [string, string, string | null, boolean][];

const PROGRAM = `
import sys, json
from datetime import datetime, timezone
from dateutil import tz
from dateutil.rrule import rrulestr
def day(text): return datetime.strptime(text, '%Y-%m-%d')
def answer(q):
    zone = tz.gettz(q['zone'])
    rule = rrulestr(q['rule'], dtstart=day(q['startsOn']))
    for found in rule.between(day(q['from']), day(q['until']), inc=True):
        for time in q['times']:
            wall = found.replace(hour=int(time[:2]), minute=int(time[3:]), tzinfo=zone)
            exists = tz.datetime_exists(wall)
            at = wall.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.000Z') if exists else None
            yield [found.strftime('%Y-%m-%d'), time, at, exists and tz.datetime_ambiguous(wall)]
json.dump([list(answer(q)) for q in json.load(sys.stdin)], sys.stdout)
`;

/** Why python3-dateutil cannot be asked here; undefined when it can. */
export function dateutilMissing(): string | undefined {
  const { status, error } = spawnSync('python3', ['-c', 'import dateutil.rrule']);
  if (error) return 'there is no python3 here';
  return status === 0 ? undefined : 'python3 has no dateutil here (Debian: python3-dateutil)';
}

export function askDateutil(questions: readonly Question[]): Answer[] {
  const input = JSON.stringify(questions);
  const { status, stdout, stderr } = spawnSync('python3', ['-c', PROGRAM], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`python3 failed: ${stderr}`);
  return JSON.parse(stdout) as Answer[];
}
