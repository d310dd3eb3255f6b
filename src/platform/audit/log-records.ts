import { Logger } from '@nestjs/common';
import { currentRequestId } from '../http/request-id.js';
import type { AuditRecord } from './audit-record.js';

const logger = new Logger('audit');
/** An import records each station; of so many at once the log gets the number. */
const MOST_LINES = 20;

/** Writes what was stored to the log, too: ids and codes, no texts of people. Called after the commit. */
export function logRecords(records: readonly AuditRecord[]): void {
  const reqId = currentRequestId();
  if (records.length > MOST_LINES) {
    logger.log({ msg: `${records[0]?.did} and more`, records: records.length, reqId });
    return;
  }
  for (const { did, to, by } of records) {
    logger.log({ msg: `${did} ${to.kind} ${to.id}`, by: by.kind ?? 'person', byId: by.id ?? undefined, reqId });
  }
}
