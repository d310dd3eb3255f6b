import { spawnSync } from 'node:child_process';
import { PYTHON } from '../support/players.js';

/** A calendar, and the days (both included) of which its airings are wanted. */
export interface CalendarQuestion {
  calendar: string;
  from: string;
  until: string;
}

/** `[instant in UTC, SUMMARY, seconds]`, in order. */
export type CalendarAnswer = [string, string, number][];

// The zone is read from the calendar itself, the rules are expanded by dateutil.
const PROGRAM = `
import io, json, sys
from datetime import datetime, timedelta, timezone
from dateutil import tz
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

def dates(event, name):
    found = event.get(name, [])
    for one in found if isinstance(found, list) else [found]:
        for date in one.dts: yield date.dt
def read(q):
    calendar = Calendar.from_ical(q['calendar'])
    # tzical stops at lines that it does not know.
    known = [line for line in q['calendar'].splitlines() if not line.startswith(('X-', 'LAST-MODIFIED'))]
    zones = tz.tzical(io.StringIO('\\n'.join(known)))
    zone = zones.get(zones.keys()[0])
    local = lambda at: at.replace(tzinfo=zone)
    events, others, keys = {}, {}, set()
    for event in calendar.walk('VEVENT'):
        uid = str(event['UID'])
        assert event['DTSTART'].params['TZID'] == zones.keys()[0]
        changed = local(event['RECURRENCE-ID'].dt) if 'RECURRENCE-ID' in event else None
        assert (uid, changed) not in keys
        keys.add((uid, changed))
        if changed is None: events[uid] = event
        else: others.setdefault(uid, {})[changed] = event
    def airing(at, event):
        return [at.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.000Z'), str(event['SUMMARY']), event['DURATION'].dt.seconds]
    first = local(datetime.strptime(q['from'], '%Y-%m-%d'))
    last = local(datetime.strptime(q['until'], '%Y-%m-%d') + timedelta(days=1, seconds=-1))
    for uid, event in events.items():
        start = local(event['DTSTART'].dt)
        every = rruleset()
        if 'RRULE' in event: every.rrule(rrulestr(event['RRULE'].to_ical().decode(), dtstart=start))
        every.rdate(start)
        for at in dates(event, 'RDATE'): every.rdate(local(at))
        for at in dates(event, 'EXDATE'): every.exdate(local(at))
        own = others.pop(uid, {})
        found = set(every.between(first - timedelta(days=40), last + timedelta(days=40), inc=True))
        for at in found:
            if at not in own: yield (at, airing(at, event))
        for at, changed in own.items():
            assert at in found or not first <= at <= last, (uid, at)
            yield (local(changed['DTSTART'].dt), airing(local(changed['DTSTART'].dt), changed))
    assert not others
def answer(q):
    return sorted(airing for at, airing in read(q) if q['from'] <= at.strftime('%Y-%m-%d') <= q['until'])
json.dump([answer(q) for q in json.load(sys.stdin)], sys.stdout)
`;

/** What python3-icalendar and python3-dateutil of Debian make of calendars. */
export function readCalendars(questions: readonly CalendarQuestion[]): CalendarAnswer[] {
  const input = JSON.stringify(questions);
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', PROGRAM], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`python3 failed: ${stderr}`);
  return JSON.parse(stdout) as CalendarAnswer[];
}
