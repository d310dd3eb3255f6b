import { z } from 'zod';
import { RETRY_SECONDS } from '../http/http.problems.js';
import { problem } from '../http/problem.js';

/** 507: the disk is full; nothing of the file was stored. */
export class StorageFull extends problem({
  status: 507,
  code: 'storage-full',
  vi: 'Ổ lưu trữ đã đầy; không có gì được lưu. Hãy báo quản trị viên.',
  en: 'The storage is full; nothing was kept. Tell an administrator.',
}) {}

/** 503: the disk of the audio is not mounted, read-only or broken; nothing of the file was stored. */
export class StorageAway extends problem({
  status: 503,
  code: 'storage-away',
  vi: 'Hiện không dùng được ổ lưu trữ âm thanh; chưa giữ lại gì. Hãy thử lại sau, và báo quản trị viên.',
  en: 'The storage of the audio cannot be used now; nothing was kept. Try again later, and tell an administrator.',
}) {
  /** @param cause what the disk answered */
  constructor(override readonly cause?: unknown) {
    super({ retryAfter: RETRY_SECONDS });
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
export class RangeNotSatisfiable extends problem({
  status: 416,
  code: 'range-not-satisfiable',
  vi: 'Đoạn yêu cầu bắt đầu sau cuối tệp ({size} byte); hãy xin đoạn khác, hoặc cả tệp.',
  en: 'The range begins after the end of the file, which has {size} bytes; ask for another range, or for the whole file.',
  extra: z.object({ size: z.int().describe('Of the file, in bytes') }),
}) {
  constructor(size: number) {
    super({ extra: { size } });
  }
}
