import { InvalidRequest, NotFound, Problem } from '../../platform/http/problem.js';

const CODES: Record<number, [status: number, code: string, advice: string]> = {
  409: [409, 'other-offset', 'Ask with HEAD how many bytes have arrived, and continue from there.'],
  412: [412, 'not-tus', 'Resumable uploads use tus 1.0.0; send Tus-Resumable: 1.0.0.'],
  413: [413, 'longer-than-announced', 'More bytes arrived than Upload-Length announced; begin a new upload.'],
  423: [423, 'upload-busy', 'Another request is writing to this upload; try again in a moment.'],
  501: [400, 'not-supported', 'Announce the length at the beginning, and send one file in one upload.'],
};

/** A request that violates the tus protocol, or conflicts with another request. */
class TusRefusal extends Problem {
  constructor([status, code, advice]: [number, string, string]) {
    super({ status, code, detail: advice });
  }
}

/** The problem for an error response of the tus server. */
export function tusProblem(status: number, text: string): Problem {
  if (status === 404 || status === 410) return new NotFound('upload');
  const known = CODES[status];
  return known ? new TusRefusal(known) : new InvalidRequest([], text.trim());
}
