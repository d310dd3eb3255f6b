import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { mayBegin } from './may-play.js';
import type {
  DeviceIdentity,
  HeldAudio,
  HeldItem,
  HeldPlaylist,
  PlayEvent,
  PlaysAnswer,
  ReportAnswer,
} from './station-protocol.js';

export type * from './station-protocol.js';

/** The service answered with a problem. */
export class StationCallFailed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** A device must not trust what it received; `why` is the reason. */
export class NotTrusted extends Error {
  constructor(
    readonly why: 'unsigned' | 'forged' | 'other-station' | 'older' | 'expired' | 'damaged-audio',
    detail: string,
  ) {
    super(`${why}: ${detail}`);
  }
}

/**
 * A station's device: enrols, pulls its playlist and audio, verifies them, reports and sends plays. It uses the public station
 * protocol only and keeps everything in memory.
 */
export class StationClient {
  /** The current playlist. */
  playlist: HeldPlaylist | undefined;
  /** Complete, verified audio by SHA-256. */
  readonly audio = new Map<string, Buffer>();
  private readonly partial = new Map<string, Buffer>();
  private etag: string | undefined;

  /** @param now the device's clock */
  constructor(
    private readonly url: string,
    readonly identity: DeviceIdentity,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Turns a one-time enrolment code into a device. @throws StationCallFailed when the code is wrong, used or too old */
  static async enrol(url: string, code: string, name: string, now?: () => Date): Promise<StationClient> {
    const response = await fetch(`${url}/api/v1/station/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name, model: 'station-client', version: '1' }),
    });
    return new StationClient(url, (await answerOf(response)) as DeviceIdentity, now);
  }

  /**
   * Pulls the playlist and keeps it if it can be trusted.
   * @throws NotTrusted when it is unsigned, forged, for another station, older than the one held, or expired
   */
  async pull(): Promise<'unchanged' | 'new'> {
    const response = await this.call('/station/playlist', {
      headers: this.etag ? { 'if-none-match': this.etag } : {},
    });
    if (response.status === 304) return 'unchanged';
    await refuseProblem(response);
    const body = Buffer.from(await response.arrayBuffer());
    await this.checkSignature(body, response.headers.get('vang-signature'));
    this.playlist = this.checkPlaylist(JSON.parse(body.toString()) as HeldPlaylist);
    this.etag = response.headers.get('etag') ?? undefined;
    return 'new';
  }

  /** What the device would begin at this instant, in the order of the playlist, if nothing else is playing. */
  due(at: Date = this.now()): HeldItem[] {
    const { playlist } = this;
    return playlist?.items.filter((item) => mayBegin(playlist, item, at)) ?? [];
  }

  /** Audio of the playlist that is not here yet, in the order in which it is needed. */
  missingAudio(): HeldAudio[] {
    const needed = new Map(this.playlist?.items.map(({ audio }) => [audio.sha256, audio]));
    return [...needed.values()].filter(({ sha256 }) => !this.audio.has(sha256));
  }

  /** Fetches all missing audio. @returns the number of files */
  async fetchMissingAudio(): Promise<number> {
    const missing = this.missingAudio();
    for (const audio of missing) await this.fetchAudio(audio);
    return missing.length;
  }

  /**
   * Fetches one audio file; continues an interrupted download.
   * @param breakAfter lose the connection after this many bytes; they are kept for the next call
   * @throws NotTrusted when its SHA-256 is wrong; it is discarded then
   */
  async fetchAudio({ sha256, url }: HeldAudio, { breakAfter = Infinity } = {}): Promise<'whole' | 'broken'> {
    const have = this.partial.get(sha256);
    const headers = have ? { range: `bytes=${have.length}-`, 'if-range': `"${sha256}"` } : {};
    const response = await fetch(`${this.url}${url}`, { headers: { ...this.bearer(), ...headers } });
    await refuseProblem(response);
    const before = response.status === 206 && have ? have : Buffer.alloc(0);
    const { bytes, broken } = await read(response, breakAfter);
    const sofar = Buffer.concat([before, bytes]);
    if (broken) {
      this.partial.set(sha256, sofar);
      return 'broken';
    }
    this.partial.delete(sha256);
    if (createHash('sha256').update(sofar).digest('hex') !== sha256) throw new NotTrusted('damaged-audio', sha256);
    this.audio.set(sha256, sofar);
    return 'whole';
  }

  /** Sends the heartbeat: what the device holds, with its own clock. */
  async report(
    more: { playing?: string; volume?: number; clusters?: { id: string; state: string }[] } = {},
  ): Promise<ReportAnswer> {
    const bytes = [...this.audio.values()].reduce((sum, { length }) => sum + length, 0);
    const missing = this.missingAudio().map(({ sha256 }) => sha256);
    return this.post('/station/report', {
      playlistVersion: this.playlist?.version ?? null,
      held: { items: this.playlist?.items.length ?? 0, bytes, missing },
      clock: this.now().toISOString(),
      version: '1',
      ...more,
    });
  }

  /** The event for an item that was played completely and on time, except for `different`. */
  playOf({ broadcastId, startsAt, audio }: HeldItem, different: Partial<PlayEvent> = {}): PlayEvent {
    const startedAt = new Date(different.startedAt ?? startsAt);
    const playedSeconds = different.playedSeconds ?? audio.seconds;
    const endedAt = new Date(startedAt.getTime() + playedSeconds * 1_000);
    return {
      id: uuidv7({ msecs: endedAt.getTime() }),
      broadcastId,
      sha256: audio.sha256,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      playedSeconds,
      outcome: 'played',
      clockOffsetMs: 0,
      ...different,
    };
  }

  /** Sends plays; after a `200` they are stored and need not be kept here. */
  sendPlays(events: PlayEvent[]): Promise<PlaysAnswer> {
    return this.post('/station/plays', { events });
  }

  private async checkSignature(body: Buffer, signature: string | null): Promise<void> {
    if (!signature) throw new NotTrusted('unsigned', 'there is no Vang-Signature');
    const whole = signature.replace('..', `.${body.toString('base64url')}.`);
    const keys = createLocalJWKSet({ keys: this.identity.playlistKeys });
    await compactVerify(whole, keys, { algorithms: ['EdDSA'] }).catch((error: unknown) => {
      throw new NotTrusted('forged', String(error));
    });
  }

  private checkPlaylist(playlist: HeldPlaylist): HeldPlaylist {
    const held = this.playlist?.version ?? 0;
    if (playlist.station !== this.identity.station.id) throw new NotTrusted('other-station', playlist.station);
    if (playlist.version < held) throw new NotTrusted('older', `${playlist.version} after ${held}`);
    if (new Date(playlist.validUntil) <= this.now()) throw new NotTrusted('expired', playlist.validUntil);
    return playlist;
  }

  private async post<Answer>(path: string, body: unknown): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return (await answerOf(await this.call(path, { method: 'POST', headers, body: JSON.stringify(body) }))) as Answer;
  }

  private call(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, { ...init, headers: { ...this.bearer(), ...init.headers } });
  }

  private bearer(): Record<string, string> {
    return { authorization: `Bearer ${this.identity.token}` };
  }
}

async function answerOf(response: Response): Promise<unknown> {
  await refuseProblem(response);
  return response.json();
}

async function refuseProblem(response: Response): Promise<void> {
  if (response.ok) return;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new StationCallFailed(response.status, problem.code ?? 'unknown', problem.detail ?? '');
}

async function read(response: Response, limit: number): Promise<{ bytes: Buffer; broken: boolean }> {
  const bytes: Buffer[] = [];
  let count = 0;
  for await (const chunk of response.body ?? []) {
    const part = Buffer.from(chunk as Uint8Array).subarray(0, limit - count);
    bytes.push(part);
    count += part.length;
    // Leaving the loop cancels the body, which closes the connection.
    if (count >= limit) return { bytes: Buffer.concat(bytes), broken: true };
  }
  return { bytes: Buffer.concat(bytes), broken: false };
}
