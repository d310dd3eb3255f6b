import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** A form that is sent piece by piece, without a declared length. */
export interface SlowUpload {
  /** Sends more of the file; waits while the service cannot keep up. Does nothing once the answer is there. */
  send(bytes: Buffer): Promise<void>;
  /** Ends the form; the status and the parsed answer. */
  finish(): Promise<{ status: number; body: Record<string, unknown> }>;
  /** The connection is lost. */
  breakOff(): void;
}

const BOUNDARY = 'a-boundary-of-the-test';

/** @param url of the route, e.g. http://127.0.0.1:3000/api/v1/programs/…/audio */
export function slowUpload(url: string, token: string): SlowUpload {
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const sending = request(url, { method: 'POST', headers });
  sending.on('error', () => undefined);
  const answer = answerTo(sending);
  let answered = false;
  void answer.finally(() => (answered = true)).catch(() => undefined);
  sending.write(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="bai.wav"\r\nContent-Type: audio/wav\r\n\r\n`,
  );
  return {
    send: async (bytes) => {
      if (answered || sending.write(bytes)) return;
      await Promise.race([once(sending, 'drain'), answer.catch(() => undefined)]);
    },
    finish: () => {
      sending.end(`\r\n--${BOUNDARY}--\r\n`);
      return answer;
    },
    breakOff: () => sending.destroy(),
  };
}

async function answerTo(sending: ClientRequest) {
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
  return { status: response.statusCode ?? 0, body };
}
