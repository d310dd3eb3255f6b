import { Problem, RETRY_SECONDS } from '../http/problem.js';

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

/** 503: the disk of the audio is not mounted, read-only or broken; nothing of the file was stored. */
export class StorageAway extends Problem {
  /** @param cause what the disk answered */
  constructor(override readonly cause?: unknown) {
    const detail =
      'The storage of the audio cannot be used now; nothing was kept. Try again later, tell an administrator.';
    super({ status: 503, code: 'storage-away', detail, retryAfter: RETRY_SECONDS });
  }
}

const FULL = /^(ENOSPC|EDQUOT)$/;
/** Not ENOENT: a file may have been removed. Whether the folders of the store are there is checked by themselves. */
const AWAY = /^(EROFS|EIO|EACCES|EPERM|ENOTDIR|ENODEV|ENXIO|ESTALE|ENOTCONN|EHOSTDOWN|EREMOTEIO)$/;

/** StorageFull for a full disk or an exceeded quota, StorageAway for one that cannot be used; any other error unchanged. */
export function asStorageProblem(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (FULL.test(code)) return new StorageFull();
  return AWAY.test(code) ? new StorageAway(error) : error;
}

/** 416: the requested range begins after the end; `size` is that of the file in bytes. */
export class RangeNotSatisfiable extends Problem {
  constructor(size: number) {
    const detail = `The file has ${size} bytes and the range begins after them; ask for less, or for the whole file.`;
    super({ status: 416, code: 'range-not-satisfiable', detail, extra: { size } });
  }
}
