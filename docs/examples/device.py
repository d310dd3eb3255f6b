#!/usr/bin/python3
"""A device at a station, written from ../station-protocol.md: the standard library of Python 3.9 or newer, and openssl.

  device.py --vang https://vang.example --code 7K4M9XWQ     enrols, then runs; later without --code
  device.py --vang https://vang.example --dry-run           plays nothing, but takes the time that playing takes
"""
import argparse, base64, datetime, hashlib, json, os, pathlib, random, shlex, subprocess, tempfile, threading, time
import urllib.error, urllib.request, uuid, zoneinfo

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument('--vang', required=True, help='address of the service')
options.add_argument('--code', help='enrolment code, for the first start')
options.add_argument('--folder', default='vang-device', help='where everything is kept')
options.add_argument('--player', default='mpv --no-config --no-video --really-quiet', help='plays the file named after it')
options.add_argument('--dry-run', action='store_true')
args = options.parse_args()

path = lambda *names: os.path.join(args.folder, *names)
audio_path = lambda item: path('audio', item['audio']['sha256'])
instant = lambda text: datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()
iso = lambda at: datetime.datetime.fromtimestamp(at, datetime.timezone.utc).isoformat(timespec='milliseconds')
unbase64 = lambda text: base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
say = lambda *words: print(time.strftime('%H:%M:%S'), *words, flush=True)

def keep(value, *names):  # written whole or not at all, and safe from a power cut when this returns
    with open(path(*names) + '.new', 'w') as file: json.dump(value, file); file.flush(); os.fsync(file.fileno())
    os.replace(path(*names) + '.new', path(*names))
    folder = os.open(os.path.dirname(path(*names)), os.O_RDONLY); os.fsync(folder); os.close(folder)

def kept(default, *names):
    if not os.path.exists(path(*names)): return default
    with open(path(*names)) as file: return json.load(file)

# --- calls and answers (§6)
class Answers(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_): return None  # the token is for one host only
    def http_error_304(self, request, response, *_): return response
opener = urllib.request.build_opener(Answers)

def call(where, body=None, headers={}):
    headers = {**headers, **({'Authorization': 'Bearer ' + device['token']} if device else {})}
    if body is not None: body, headers['Content-Type'] = json.dumps(body).encode(), 'application/json'
    return opener.open(urllib.request.Request(args.vang.rstrip('/') + where, body, headers), timeout=30)

def seconds_to_wait(error):
    if not isinstance(error, urllib.error.HTTPError): say('no good answer:', error); return 5
    say(error.code, error.read().decode(errors='replace'))  # `code` and `detail` of the problem
    if error.code in (429, 503): return float(error.headers.get('Retry-After', 5)) * random.uniform(1, 1.3)
    return 180 if error.code == 401 else 5

# --- enrolment (§1) and the clock (§5)
os.umask(0o077)  # the token is for this account only
for folder in ('audio', 'plays'): os.makedirs(path(folder), exist_ok=True)
device, clock = kept(None, 'device.json'), kept({'offset': None}, 'clock.json')
if not device:
    if not args.code: raise SystemExit('This device is not enrolled: start it with --code.')
    try: answer = call('/api/v1/station/enrol', {'code': args.code, 'name': os.uname().nodename, 'version': '1'})
    except OSError as error: seconds_to_wait(error); raise SystemExit('This device was not enrolled.')
    device = {**json.load(answer), 'enrolledAt': time.time()}
    keep(device, 'device.json'); say('enrolled at', device['station']['name'])
now = lambda: time.time() - clock['offset']  # corrected

def report():
    names, items = [name for name in os.listdir(path('audio')) if len(name) == 64], (playlist or {}).get('items', [])
    sent = time.time()
    with call('/api/v1/station/report', {
        'playlistVersion': playlist and playlist['version'], 'version': '1', 'clock': iso(sent),
        'held': {'items': len(items), 'missing': sorted({item['audio']['sha256'] for item in items} - set(names)),
                 'bytes': sum(os.path.getsize(path('audio', name)) for name in names)},
        **({'playing': on_air['broadcastId']} if on_air else {})}) as response: answer = json.load(response)
    if time.time() - sent < 5: clock['offset'] = (sent + time.time()) / 2 - instant(answer['now'])
    keep(clock, 'clock.json')
    return 1 if clock['offset'] is None else answer['next']

# --- playlist (§2) and audio (§3)
def trusted(body, signature):
    header, _, sign = (signature or '').partition('..')
    claims = json.loads(unbase64(header) or '{}')
    keys = [key for key in device['playlistKeys'] if key['kid'] == claims.get('kid') and claims.get('alg') == 'EdDSA']
    if not keys: return say('playlist refused: unsigned, or by an unknown key')
    with tempfile.TemporaryDirectory() as folder:
        parts = {'key': bytes.fromhex('302a300506032b6570032100') + unbase64(keys[0]['x']), 'sign': unbase64(sign),
                 'text': header.encode() + b'.' + base64.urlsafe_b64encode(body).rstrip(b'=')}
        for name, part in parts.items(): pathlib.Path(folder, name).write_bytes(part)
        openssl = 'openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key -in text -sigfile sign'
        if subprocess.run(openssl.split(), cwd=folder, capture_output=True).returncode:
            return say('playlist refused: the signature is wrong')
    read = json.loads(body)
    return read if read['station'] == device['station']['id'] else say('playlist refused: for another station')

def pull():
    global playlist, held
    if clock['offset'] is None: return 1
    with call('/api/v1/station/playlist', headers={'If-None-Match': held['etag']} if playlist else {}) as answer:
        body, signature, etag = answer.read(), answer.headers['Vang-Signature'], answer.headers['ETag']
    read = trusted(body, signature) if answer.status == 200 else None
    if not read: return
    if read['version'] < (playlist or read)['version'] or instant(read['validUntil']) <= now():
        return say('playlist refused: expired, or older than the one held')
    held = {'body': body.decode(), 'signature': signature, 'etag': etag}
    keep(held, 'playlist.json'); playlist = read
    say('playlist', read['version'], 'with', len(read['items']), 'items')

def fetch(item):
    audio, part = item['audio'], audio_path(item) + '.part'
    have = os.path.getsize(part) if os.path.exists(part) else 0
    if have < audio['bytes']:
        resume = {'Range': f'bytes={have}-', 'If-Range': f'"{audio["sha256"]}"'} if have else {}
        with call(audio['url'], headers=resume) as answer, open(part, 'ab') as file:
            if answer.status == 200: file.truncate(0)
            while block := answer.read(65536): file.write(block)
            file.flush(); os.fsync(file.fileno())
    if hashlib.sha256(pathlib.Path(part).read_bytes()).hexdigest() == audio['sha256']: os.replace(part, audio_path(item))
    elif os.path.getsize(part) >= audio['bytes']: os.remove(part); say('audio is damaged, once more:', item['title'])

def fetch_missing():
    if not playlist: return
    for item in playlist['items']:
        is_over = instant(item['endsAt']) + item['startWithin'] < now()
        if not is_over and not os.path.exists(audio_path(item)): fetch(item)
    needed = {item['audio']['sha256'] for item in playlist['items']}
    for name in os.listdir(path('audio')):
        if name[:64] not in needed: os.remove(path('audio', name))

# --- plays (§4)
def store_play(item, outcome, began, seconds=0.0, reason=None):
    bits = int(time.time() * 1000) << 80 | 7 << 76 | random.getrandbits(12) << 64 | 2 << 62 | random.getrandbits(62)
    event = {'id': str(uuid.UUID(int=bits)), 'broadcastId': item['broadcastId'], 'sha256': item['audio']['sha256'],
             'startedAt': iso(began), 'endedAt': iso(began + seconds), 'playedSeconds': round(seconds, 3),
             'outcome': outcome, 'clockOffsetMs': round(clock['offset'] * 1000), **({'reason': reason} if reason else {})}
    keep(event, 'plays', event['id'] + '.json'); mark(item, 'over')
    say(outcome, item['title'], reason or '')

def send_plays():
    names = sorted(name for name in os.listdir(path('plays')) if name.endswith('.json'))[:500]
    if not names: return
    with call('/api/v1/station/plays', {'events': [kept(None, 'plays', name) for name in names]}) as response:
        say('plays sent:', json.load(response))
    for name in names: os.remove(path('plays', name))  # stored there, or never will be

def network():
    tasks = {report: 0.0, pull: 0.0, fetch_missing: 0.0, send_plays: 0.0}  # the report first: it tells the time
    while True:
        for task, at in tasks.items():
            if time.monotonic() < at: continue
            try: wait = task() or (random.uniform(30, 60) if task is pull else 1)
            except (OSError, ValueError) as error: wait = seconds_to_wait(error)  # every HTTPError is an OSError
            tasks[task] = time.monotonic() + wait
        time.sleep(0.2)

# --- playing (§5)
def allowed(item):
    local = datetime.datetime.fromtimestamp(now(), zoneinfo.ZoneInfo(playlist['timeZone']))
    begin = local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6
    of_day = lambda clock_time: int(clock_time[:2]) * 3600 + int(clock_time[3:]) * 60
    return item['priority'] == 'emergency' or any(
        local.isoweekday() in hours['days'] and of_day(hours['from']) <= begin
        and begin + item['audio']['seconds'] <= of_day(hours['to']) for hours in playlist['allowedHours'])

def play(item):
    global on_air
    mark(item, time.time())
    on_air, began, start, stopped = item, time.time(), time.monotonic(), False
    length, is_emergency = item['audio']['seconds'], item['priority'] == 'emergency'
    player = subprocess.Popen(['sleep', str(length)] if args.dry_run else shlex.split(args.player) + [audio_path(item)])
    while player.poll() is None and not stopped:
        time.sleep(0.1)
        stopped = item['broadcastId'] in playlist['stop'] or (
            not is_emergency and any(other['priority'] == 'emergency' for other in due()))
    if stopped: player.terminate(); player.wait()
    on_air, seconds = None, min(time.monotonic() - start, length)
    if player.returncode and not stopped: store_play(item, 'failed', began, 0, 'equipment-broken')
    else: store_play(item, 'played' if seconds >= length * 0.95 else 'cut', began, seconds)

def mark(item, state):  # when it began, or that it is over: neither begins again
    known = {other['broadcastId'] for other in playlist['items']} | {item['broadcastId']}
    marks[item['broadcastId']] = state
    keep({broadcast: mark for broadcast, mark in marks.items() if broadcast in known}, 'marks.json')

def due():  # what may begin now, emergencies first; what may begin no more is reported once
    if clock['offset'] is None or not playlist or instant(playlist['validUntil']) <= now(): return []
    ready = []
    for item in playlist['items']:
        starts = instant(item['startsAt'])
        if starts > now() or item['broadcastId'] in marks: continue
        is_here, was_here = os.path.exists(audio_path(item)), device['enrolledAt'] - clock['offset'] < starts
        if now() > starts + item['startWithin'] or not allowed(item):
            if was_here: store_play(item, 'skipped', time.time(), reason=None if is_here else 'network-down')
        elif is_here: ready.append(item)
    return sorted(ready, key=lambda item: item['priority'] != 'emergency')

held, playlist, on_air, marks = kept(None, 'playlist.json'), None, None, kept({}, 'marks.json')
if held: playlist = trusted(held['body'].encode(), held['signature'])
for item in (playlist or {}).get('items', []):
    began = marks.get(item['broadcastId'], 'over')
    if began != 'over': store_play(item, 'cut', began, reason='power-cut')  # the power went away in the middle of it
threading.Thread(target=network, daemon=True).start()
while True:
    for item in due()[:1]: play(item)
    time.sleep(0.1)
