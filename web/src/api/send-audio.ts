import type { DetailedError, Upload, UploadOptions } from 'tus-js-client';
import { connection } from './connection.ts';
import { Problem, type ProblemDocument } from './problem.ts';

/** A file on its way to the service, in pieces: after a cut connection it goes on where it stopped. */
interface AudioToSend {
  programId: string;
  file: File;
  /** Where an earlier attempt is kept by the service. */
  url?: string | undefined;
  onUrl: (url: string) => void;
  onProgress: (sentBytes: number) => void;
  /** The connection is cut; it is tried again by itself. */
  onWaiting: (error: unknown) => void;
  onSent: () => void;
  /** The service does not take it: trying again changes nothing. */
  onRefused: (problem: Problem) => void;
}

export interface Sending {
  /** @param isUnwanted the service forgets what has arrived */
  stop(isUnwanted: boolean): void;
}

const PIECE_BYTES = 8 * 1024 * 1024;
const AGAIN_MS = 3_000;
/** A connection that died silently is noticed by this. */
const STALLED_MS = 45_000;
/** Refusals that pass: the session has ended, somebody else writes, too many requests. */
const PASSING = [401, 408, 409, 423, 425, 429];

/** Sends it to its end, however often the connection is cut. */
export function sendAudio(audio: AudioToSend): Sending {
  const attempt = new Attempts(audio);
  void attempt.begin();
  return { stop: (isUnwanted) => attempt.stop(isUnwanted) };
}

class Attempts {
  private upload: Upload | undefined;
  private isStopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly goOn = () => this.again(0);
  private readonly cutOff = () => {
    void this.upload?.abort();
    this.audio.onWaiting(undefined);
    this.again(AGAIN_MS);
  };

  constructor(private readonly audio: AudioToSend) {}

  async begin(): Promise<void> {
    try {
      const { Upload } = await import('tus-js-client');
      this.upload = new Upload(this.audio.file, this.options());
    } catch (error) {
      this.audio.onWaiting(error);
      this.timer = setTimeout(() => void this.begin(), AGAIN_MS);
      return;
    }
    if (this.isStopped) return;
    globalThis.addEventListener('online', this.goOn);
    globalThis.addEventListener('offline', this.cutOff);
    this.start();
  }

  stop(isUnwanted: boolean): void {
    this.end();
    // What has arrived is removed by the service in any case, a day later.
    void this.upload?.abort(isUnwanted).catch(() => undefined);
  }

  private start(): void {
    this.watch();
    this.upload?.start();
  }

  private options(): UploadOptions {
    const { programId, file, url, onUrl, onSent } = this.audio;
    return {
      endpoint: '/api/v1/uploads',
      uploadUrl: url ?? null,
      metadata: { programId, filename: file.name },
      headers: { 'accept-language': 'vi' },
      chunkSize: PIECE_BYTES,
      retryDelays: [],
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => onUrl(this.upload?.url ?? ''),
      onProgress: (sent) => {
        connection.answered();
        this.watch();
        this.audio.onProgress(sent);
      },
      onSuccess: () => {
        this.end();
        onSent();
      },
      onError: (error) => this.failed(error),
    };
  }

  private failed(error: Error | DetailedError): void {
    const answer = 'originalResponse' in error ? error.originalResponse : null;
    const status = answer?.getStatus() ?? 0;
    const problem = answer && status > 0 ? problemOf(status, answer.getBody()) : undefined;
    if (problem && status >= 400 && status < 500 && !PASSING.includes(status)) {
      this.end();
      return this.audio.onRefused(problem);
    }
    if (!problem) connection.failed();
    this.audio.onWaiting(problem ?? error);
    this.again(AGAIN_MS);
  }

  private again(milliseconds: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      void this.upload?.abort().then(() => !this.isStopped && this.start());
    }, milliseconds);
  }

  private watch(): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => this.again(0), STALLED_MS);
  }

  private end(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    globalThis.removeEventListener('online', this.goOn);
    globalThis.removeEventListener('offline', this.cutOff);
  }
}

function problemOf(status: number, body: string): Problem {
  const fallback: ProblemDocument = { status, code: 'internal', title: '', detail: '' };
  try {
    return new Problem({ ...fallback, ...(JSON.parse(body) as Partial<ProblemDocument>) }, undefined);
  } catch {
    return new Problem(fallback, undefined);
  }
}
