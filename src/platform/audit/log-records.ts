import { Logger } from '@nestjs/common';
import { currentRequestId } from '../http/request-id.js';
import type { AuditActor, AuditRecord } from './audit-record.js';

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
    logger.log({ msg: `${did} ${to.kind} ${to.id}`, ...actorIn(by), reqId });
  }
}

/** As in the lines of requests, so that one search finds all that a person or a device did. */
function actorIn(by: AuditActor): object {
  if (by.kind === 'service') return { by: by.kind };
  return by.kind === 'device' ? { device: by.id } : { person: by.id, token: by.token?.id };
}
