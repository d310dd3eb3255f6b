import { Problem } from '../http/problem.js';

/** 413: the file is larger than the limit. */
export class TooLarge extends Problem {
  constructor(maxBytes: number) {
    const detail = `The file is larger than the limit of ${maxBytes} bytes; send a shorter or more compressed one.`;
    super({ status: 413, code: 'too-large', detail, extra: { maxBytes } });
  }
}

/** 507: the disk is full; nothing of the file was kept. */
export class StorageFull extends Problem {
  constructor() {
    super({
      status: 507,
      code: 'storage-full',
      detail: 'The storage is full; nothing was kept. Tell an administrator.',
    });
  }
}
