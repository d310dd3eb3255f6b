import { Problem } from '../http/problem.js';

/** 413: the file is larger than the limit. */
export class TooLarge extends Problem {
  constructor(maxBytes: number) {
    const detail = `The file is larger than the limit of ${maxBytes} bytes; send a shorter or more compressed one.`;
    super({ status: 413, code: 'too-large', detail, extra: { maxBytes } });
  }
}

/** 507: the disk is full; nothing of the file was stored. */
export class StorageFull extends Problem {
  constructor() {
    super({
      status: 507,
      code: 'storage-full',
      detail: 'The storage is full; nothing was kept. Tell an administrator.',
    });
  }
}

/** StorageFull for a full disk or an exceeded quota; any other error unchanged. */
export function whenFull(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull() : error;
}

/** 416: the requested range begins after the end; `size` is that of the file in bytes. */
export class RangeNotSatisfiable extends Problem {
  constructor(size: number) {
    const detail = `The file has ${size} bytes and the range begins after them; ask for less, or for the whole file.`;
    super({ status: 416, code: 'range-not-satisfiable', detail, extra: { size } });
  }
}
