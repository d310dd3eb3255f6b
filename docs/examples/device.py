#!/usr/bin/python3
"""A device at a station, written from ../station-protocol.md: the standard library of Python 3.9 or newer, and openssl.

  device.py --vang https://vang.example --code 7K4M9XWQ     enrols, then runs; later without --code, or with a new one
  device.py --vang https://vang.example --dry-run           plays nothing, but takes the time that playing takes
"""
import argparse, base64, datetime, hashlib, json, os, pathlib, random, shlex, subprocess, tempfile, threading, time
import urllib.error, urllib.request, uuid

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument('--vang', required=True, help='address of the service')
options.add_argument('--code', help='enrolment code, for the first start')
options.add_argument('--folder', default='vang-device', help='where everything is kept')
options.add_argument('--player', default='mpv --no-config --no-video --really-quiet', help='plays the file named after it')
options.add_argument('--renew-days', type=float, default=30, help='age at which the token is renewed')
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
    global accepted
    if body is not None: body, headers = json.dumps(body).encode(), {**headers, 'Content-Type': 'application/json'}
    for token in [device[name] for name in ('token', 'previous') if name in device] or [None]:
        bearer = {'Authorization': 'Bearer ' + token} if token else {}
        try: answer = opener.open(urllib.request.Request(args.vang.rstrip('/') + where, body, {**headers, **bearer}), timeout=30)
        except urllib.error.HTTPError as error:  # after a restore the service may know only the token before
            if error.code != 401 or token in (None, device.get('previous', token)): raise
        else: accepted = token; return answer

def seconds_to_wait(error, failures=1):
    if not isinstance(error, urllib.error.HTTPError): say('no good answer:', error); return min(300, 2.5 * 2 ** failures)
    say(error.code, error.read().decode(errors='replace'))  # `code` and `detail` of the problem
    if error.code in (429, 503): return float(error.headers.get('Retry-After', 5)) * random.uniform(1, 1.3)
    return 180 if error.code == 401 else min(300, 2.5 * 2 ** failures)

# --- enrolment (§1) and the clock (§5)
os.umask(0o077)  # the token is for this account only
for folder in ('audio', 'plays'): os.makedirs(path(folder), exist_ok=True)
device, clock, accepted = kept({}, 'device.json'), kept({'offset': None}, 'clock.json'), None
if not device and not args.code: raise SystemExit('This device is not enrolled: start it with --code.')
if args.code not in (None, device.get('code')):  # the first code, or a new one after the device was revoked
    device = {}
    try: answer = call('/api/v1/station/enrol', {'code': args.code, 'name': os.uname().nodename, 'version': '1'})
    except OSError as error: seconds_to_wait(error); raise SystemExit('This device was not enrolled.')
    device = {**json.load(answer), 'code': args.code, 'enrolledAt': time.time()}
    keep(device, 'device.json'); say('enrolled at', device['station']['name'])
base = None  # corrected time less the monotonic clock, once it was measured: another program may set the clock of the day
now = lambda: time.time() - clock['offset'] if base is None else base + time.monotonic()

def report():
    global base
    names, items = [name for name in os.listdir(path('audio')) if len(name) == 64], (playlist or {}).get('items', [])
    sent, before = time.time(), time.monotonic()
    with call('/api/v1/station/report', {
        'playlistVersion': playlist and playlist['version'], 'version': '1', 'clock': iso(sent),
        'held': {'items': len(items), 'missing': sorted({item['audio']['sha256'] for item in items} - set(names)),
                 'bytes': sum(os.path.getsize(path('audio', name)) for name in names)},
        **({'playing': on_air['broadcastId']} if on_air else {})}) as response: answer = json.load(response)
    if device.get('previous') and accepted == device['token']: del device['previous']; keep(device, 'device.json')
    half = (time.monotonic() - before) / 2
    if half < 2.5: clock['offset'], base = sent + half - instant(answer['now']), instant(answer['now']) - before - half
    keep(clock, 'clock.json')
    renew()
    return 1 if clock['offset'] is None else answer['next']

def renew():  # the token before stays until the new one is accepted: its answer may be lost
    if abs(time.time() - device.get('renewedAt', device['enrolledAt'])) >= args.renew_days * 86400:
        with call('/api/v1/station/token', {}) as answer: token = json.load(answer)['token']
        device.update(token=token, previous=device['token'], renewedAt=time.time())
        keep(device, 'device.json'); say('token renewed')

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

def intact(item, name):
    with open(name, 'rb') as file: return hashlib.sha256(file.read()).hexdigest() == item['audio']['sha256']

def fetch(item):
    audio, part = item['audio'], audio_path(item) + '.part'
    have = os.path.getsize(part) if os.path.exists(part) else 0
    if have < audio['bytes']:
        resume = {'Range': f'bytes={have}-', 'If-Range': f'"{audio["sha256"]}"'} if have else {}
        with call(audio['url'], headers=resume) as answer, open(part, 'ab') as file:
            if answer.status == 200: file.truncate(0)
            while block := answer.read(65536): file.write(block)
            file.flush(); os.fsync(file.fileno())
    if intact(item, part): os.replace(part, audio_path(item))
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
def new_id():
    return str(uuid.UUID(int=int(time.time() * 1000) << 80 | 7 << 76 | random.getrandbits(12) << 64 | 2 << 62 | random.getrandbits(62)))

def store_play(item, outcome, began, seconds=0.0, reason=None, id=None):
    event = {'id': id or new_id(), 'broadcastId': item['broadcastId'], 'sha256': item['audio']['sha256'],
             'startedAt': iso(began), 'endedAt': iso(began + seconds), 'playedSeconds': round(seconds, 3),
             'outcome': outcome, 'clockOffsetMs': round((time.time() - now()) * 1000), **({'reason': reason} if reason else {})}
    keep(event, 'plays', event['id'] + '.json'); mark(item, 'over')
    say(outcome, item['title'], reason or '')

def send_plays():
    global batch
    names = sorted(name for name in os.listdir(path('plays')) if name.endswith('.json'))[:batch]
    if not names: return
    try:
        with call('/api/v1/station/plays', {'events': [kept(None, 'plays', name) for name in names]}) as response:
            say('plays sent:', json.load(response))
    except urllib.error.HTTPError as error:  # one bad event must not hold up the others: half as many, and it alone is put aside
        if error.code not in (400, 413) or len(names) == 1 and error.code == 413: raise
        say(error.code, error.read().decode(errors='replace')); batch = max(1, len(names) // 2)
        if len(names) == 1: os.rename(path('plays', names[0]), path('plays', names[0] + '.refused'))
    else:
        for name in names: os.remove(path('plays', name))  # stored there, or never will be
        batch = 500

def repeat(task):  # each kind of call in a thread of its own: none holds up another
    failures = 0
    while True:
        try: wait, failures = task() or (random.uniform(30, 60) if task is pull else 1), 0
        except Exception as error: failures += 1; wait = seconds_to_wait(error, failures)
        time.sleep(wait)

# --- playing (§5)
def allowed(item):
    begin = now()
    return item['priority'] == 'emergency' or any(
        instant(hours['from']) <= begin and begin + item['audio']['seconds'] <= instant(hours['until'])
        for hours in playlist['hours'])

def play(item):
    global on_air
    if not intact(item, audio_path(item)): os.remove(audio_path(item)); return say('audio is damaged, once more:', item['title'])
    id, began, start, stopped, marked = new_id(), time.time(), time.monotonic(), False, 0
    on_air = item
    mark(item, {'id': id, 'began': began, 'seconds': 0})
    length, is_emergency = item['audio']['seconds'], item['priority'] == 'emergency'
    command = ['sleep', str(length)] if args.dry_run else shlex.split(args.player) + [audio_path(item)]
    player = subprocess.Popen(['setpriv', '--pdeathsig', 'KILL', *command])  # no sound without this program
    while player.poll() is None and not stopped:
        time.sleep(0.1)
        if (seconds := min(time.monotonic() - start, length)) > marked + 5:  # what is known after a power cut
            marked = seconds; mark(item, {'id': id, 'began': began, 'seconds': seconds})
        stopped = item['broadcastId'] in playlist['stop'] or (
            not is_emergency and any(other['priority'] == 'emergency' for other in due()))
    if stopped: player.terminate(); player.wait()
    on_air, seconds = None, min(time.monotonic() - start, length)
    if player.returncode and not stopped: store_play(item, 'failed', began, 0, 'equipment-broken', id)
    else: store_play(item, 'played' if seconds >= length * 0.95 else 'cut', began, seconds, id=id)

def mark(item, state):  # how far it is, or that it is over: neither begins again
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
        if now() > starts + item['startWithin']:
            if was_here: store_play(item, *(('skipped', time.time()) if is_here else ('failed', time.time(), 0, 'network-down')))
        elif is_here and allowed(item): ready.append(item)
    return sorted(ready, key=lambda item: item['priority'] != 'emergency')

held, playlist, on_air, marks, batch = kept(None, 'playlist.json'), None, None, kept({}, 'marks.json'), 500
if held: playlist = trusted(held['body'].encode(), held['signature'])
for item in (playlist or {}).get('items', []):
    mark_held = marks.get(item['broadcastId'], 'over')
    if mark_held == 'over': continue
    if os.path.exists(path('plays', mark_held['id'] + '.json')): mark(item, 'over')  # killed just after it was stored
    else: store_play(item, 'cut', mark_held['began'], mark_held['seconds'], 'power-cut', mark_held['id'])
for task in (report, pull, fetch_missing, send_plays): threading.Thread(target=repeat, args=(task,), daemon=True).start()
while True:
    for item in due()[:1]: play(item)
    time.sleep(0.1)
