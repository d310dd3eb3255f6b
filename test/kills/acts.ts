import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { StationCallFailed } from '../../station-client/station-client.js';
import { formWith, sha256Of, wavOf } from '../factories/audio.factory.js';
import { slowUpload } from '../support/slow-upload.js';
import { tusUpload } from '../support/tus-upload.js';
import { insist, type OddAnswers } from './caller.js';
import { about, type Cast, type ProgramSeen } from './cast.js';
import { batchKept, entryKept, type Kept, uploadKept } from './kept.js';

/** What somebody does while something is killed. It is repeated until it is acknowledged. */
export interface Act {
  name: string;
  /** About how long it takes, in milliseconds: the kill comes at a random moment of it. */
  lasts: number;
  /** @param begun is called when the part begins that is to be interrupted. @returns what was acknowledged */
  run(cast: Cast, tools: Tools, begun: () => void): Promise<Kept[]>;
}

export interface Tools {
  odd: OddAnswers;
  /** A number of its own for each act, so that no two send the same. */
  number: number;
  /** Whether what was killed is back: who does many short things goes on until then. */
  isBack(): boolean;
}

const PIECE_BYTES = 60_000;
const PIECE_PAUSE_MS = 30;
const MOST_ENTRIES = 8;
const MOST_BATCHES = 80;
const BATCH_PLAYS = 25;
/** The first minute of the day at which a station may play. */
const FIRST_MINUTE = 5 * 60;

export const ACTS: readonly Act[] = [
  { name: 'upload by form', lasts: 700, run: uploadByForm },
  { name: 'resumable upload', lasts: 900, run: uploadResumably },
  { name: 'transcoding', lasts: 1_500, run: transcode },
  { name: 'planning', lasts: 400, run: plan },
  { name: 'plays', lasts: 300, run: play },
];

async function uploadByForm(cast: Cast, tools: Tools, begun: () => void): Promise<Kept[]> {
  const { url, token } = cast.editor;
  const wav = wavFor(tools, 60);
  const programId = await newProgram(cast);
  begun();
  await insist('an upload by form', async () => {
    const upload = slowUpload(`${url}/api/v1/programs/${programId}/audio`, token);
    const send = async () => {
      for (let at = 0; at < wav.length; at += PIECE_BYTES) {
        await upload.send(wav.subarray(at, at + PIECE_BYTES));
        await pause(PIECE_PAUSE_MS);
      }
      return upload.finish();
    };
    const answer = await send().catch(() => undefined);
    if (answer) tools.odd.check('upload by form', { ...answer, headers: new Headers({ 'retry-after': '1' }) });
    return answer?.status === 201 ? answer : undefined;
  });
  return [uploadKept(cast.editor, programId, sha256Of(wav))];
}

async function uploadResumably(cast: Cast, tools: Tools, begun: () => void): Promise<Kept[]> {
  const { url, token } = cast.editor;
  const wav = wavFor(tools, 60);
  const programId = await newProgram(cast);
  begun();
  const retryDelays = Array.from({ length: 200 }, () => 200);
  await insist('a resumable upload', async () => {
    const outcome = await tusUpload(url, token, {
      programId,
      bytes: wav,
      pieceBytes: PIECE_BYTES,
      retryDelays,
    }).catch(() => undefined);
    return outcome && outcome.status < 300 ? outcome : undefined;
  });
  return [uploadKept(cast.editor, programId, sha256Of(wav))];
}

/** Something that takes long enough to be interrupted in the middle. */
async function transcode(cast: Cast, tools: Tools, begun: () => void): Promise<Kept[]> {
  const wav = wavFor(tools, 120);
  const programId = await newProgram(cast);
  await cast.editor.insist('post', `/programs/${programId}/audio`, () => formWith(wav));
  await insist('a worker', async () => {
    const answer = await cast.editor.once<{ state: string }>('get', `/programs/${programId}/transcoding`);
    return answer && answer.body.state !== 'waiting' ? answer : undefined;
  });
  begun();
  return [uploadKept(cast.editor, programId, sha256Of(wav))];
}

/** Places entries, each at a time of its own. When it is unknown whether one was stored, it is looked up. */
async function plan(cast: Cast, { number, isBack }: Tools, begun: () => void): Promise<Kept[]> {
  const kept: Kept[] = [];
  begun();
  for (let index = 0; index < MOST_ENTRIES && !isBack(); index += 1) {
    const minute = FIRST_MINUTE + ((MOST_ENTRIES * number + index) % 900);
    const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
    const where = { centreId: cast.centreId, groupIds: [], stationIds: [cast.stationId] };
    const when = { rule: 'FREQ=DAILY', times: [time], startsOn: tomorrow() };
    const entry = { programId: cast.programId, priority: 'normal', ...where, ...when };
    const answer = await cast.editor.insist<{ id: string; code: string }>('post', '/entries', () => entry);
    // It was stored before, and the answer was lost.
    const wasStored = answer.status === 409 && answer.body.code === 'airtime-clash';
    if (answer.status !== 201 && !wasStored) throw new Error(`not placed: ${JSON.stringify(answer.body)}`);
    kept.push(entryKept(cast, time));
  }
  return kept;
}

/** Away for now, or more plays a minute than a device may send: it keeps them and sends them again. */
const MAY_BE_ANSWERED = [429, 503];

async function play(cast: Cast, { odd, isBack }: Tools, begun: () => void): Promise<Kept[]> {
  const { device } = cast;
  const kept: Kept[] = [];
  begun();
  for (let index = 0; index < MOST_BATCHES && !isBack(); index += 1) {
    const events = Array.from({ length: BATCH_PLAYS }, () => playNow(cast));
    await insist('plays', () =>
      device.sendPlays(events).catch((error: unknown) => {
        if (error instanceof StationCallFailed && !MAY_BE_ANSWERED.includes(error.status)) odd.seen.push(error.message);
        return undefined;
      }),
    );
    kept.push(batchKept(device, events));
  }
  return kept;
}

/** A play of something that was on no playlist. */
function playNow({ device }: Cast) {
  const item = { broadcastId: '', startsAt: new Date(Date.now() - 3_600_000).toISOString(), endsAt: '' };
  const audio = { sha256: 'a'.repeat(64), bytes: 1, seconds: 30, type: 'audio/mpeg', url: '' };
  const rest = { title: '', topic: 'procedures', priority: 'normal', startWithin: 120, audio };
  const { broadcastId: _, ...event } = device.playOf({ ...item, ...rest });
  return event;
}

async function newProgram({ editor, centreId }: Cast): Promise<string> {
  const title = `Bài ${randomUUID()}`;
  const { body } = await editor.insist<ProgramSeen & { id: string }>('post', '/programs', () => about(centreId, title));
  return body.id;
}

/** Another pitch is another file. */
const wavFor = ({ number }: Tools, seconds: number): Buffer => wavOf({ seconds, hertz: 200 + 0.7 * number });

const tomorrow = (): string => new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10);
