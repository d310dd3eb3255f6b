import { DetailedError, type HttpRequest, Upload } from 'tus-js-client';
import type { Client } from '../../api-client/client.js';

/** A file as tus-js-client sends it, the library that browsers use. */
export interface TusFile {
  programId: string;
  bytes: Buffer;
  fileName?: string;
  /** In one piece when left out. */
  pieceBytes?: number;
  /** Where an upload was begun before; a new one begins when left out. */
  at?: string;
  retryDelays?: number[];
  /** Called after each piece with the bytes that have arrived; can interrupt the upload. */
  afterPiece?: (accepted: number, upload: Upload) => void;
  beforeRequest?: (request: HttpRequest) => void;
}

/** How it ended; `problem` is the document of a refusal. */
export interface TusOutcome {
  /** Where the upload is; null when it never began. */
  at: string | null;
  status: number;
  problem?: Record<string, unknown>;
}

/** Sends the file to its end, or until it is refused or given up. @param url of the service */
export function tusUpload(url: string, token: string, file: TusFile): Promise<TusOutcome> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(file.bytes, {
      endpoint: `${url}/api/v1/uploads`,
      uploadUrl: file.at ?? null,
      headers: { authorization: `Bearer ${token}` },
      metadata: { programId: file.programId, filename: file.fileName ?? 'bai.wav' },
      chunkSize: file.pieceBytes ?? Number.POSITIVE_INFINITY,
      retryDelays: file.retryDelays ?? [],
      onChunkComplete: (_, accepted) => file.afterPiece?.(accepted, upload),
      onBeforeRequest: (request) => file.beforeRequest?.(request),
      onSuccess: ({ lastResponse }) => resolve({ at: upload.url, status: lastResponse.getStatus() }),
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null;
        if (!answer) return reject(error);
        const body = answer.getBody();
        const problem = body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : {};
        resolve({ at: upload.url, status: answer.getStatus(), problem });
      },
    });
    upload.start();
  });
}

/** Headers of any request of the protocol. */
export const asking = { 'tus-resumable': '1.0.0' };

/** Headers of a request that begins an upload. */
export const announcing = (programId: string, bytes: number | string, fileName = 'bai.wav') => ({
  ...asking,
  'upload-length': String(bytes),
  'upload-metadata': `programId ${base64(programId)},filename ${base64(fileName)}`,
});

/** Headers of a piece that begins at byte `offset`. */
export const pieceAt = (offset: number) => ({
  ...asking,
  'upload-offset': String(offset),
  'content-type': 'application/offset+octet-stream',
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Begins an upload; its path below /api/v1. */
export async function begin(client: Client, programId: string, bytes: number): Promise<string> {
  const answer = await client.post('/uploads', undefined, announcing(programId, bytes));
  if (answer.status !== 201) throw new Error(`not begun: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.headers.get('location') ?? '').replace('/api/v1', '');
}

export const sendPiece = (client: Client, path: string, offset: number, bytes: Buffer) =>
  client.patch(path, new Blob([new Uint8Array(bytes)]), pieceAt(offset));

/** How many bytes of it the service says it has. */
export const offsetOf = async (client: Client, path: string): Promise<number> =>
  Number((await client.head(path, undefined, asking)).headers.get('upload-offset'));
