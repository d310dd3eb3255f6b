import { QueryFailedError } from 'typeorm';

/**
 * What keeps a request from being answered for now: the database is away or takes nothing, or this process has used up its
 * files and connections.
 */
export type Outage = 'database-away' | 'out-of-descriptors';

const DATABASE_AWAY = [
  // SQLSTATE (PostgreSQL manual, appendix A). Class 08: connection exceptions.
  /^08...$/,
  // Class 28: it takes no connection of this role, e.g. because its password was changed; and a database that is being replaced.
  /^28...$/,
  /^3D000$/,
  // Class 53: out of disk, memory or connections.
  /^53...$/,
  // The server has closed a transaction that took longer than its limits allow.
  /^25P0[34]$/,
  // Shut down by an administrator, crashed, starting up or recovering, database dropped; idle connections closed by the server.
  /^57P0[1-5]$/,
  // A standby that takes no writes, e.g. after a failover.
  /^25006$/,
  // Its disk fails.
  /^58030$/,
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL)$/,
];
/** The function of PostgreSQL that admits a session to a database (its name is not translated, unlike messages). */
const ADMISSION = 'CheckMyDatabase';
/** The database takes no connections (ALLOW_CONNECTIONS), or none of this role; of other statements these are faults. */
const NOT_ADMITTED = /^(55000|42501)$/;
const OUT_OF_DESCRIPTORS = /^(EMFILE|ENFILE)$/;

/** Errors without a code that pg and pg-pool raise themselves. */
const DRIVER_MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^Client (has encountered a connection error|was closed) and is not queryable/,
  /^Cannot use a pool after calling end on the pool/,
  /^Query read timeout/,
];

/** TypeORM's own errors after it has lost the connection, or while it closes all of them. */
const TYPEORM_ERRORS = [
  'QueryRunnerAlreadyReleasedError',
  'CannotExecuteNotConnectedError',
  'ConnectionIsNotSetError',
  'DriverAlreadyReleasedError',
];

/** Which outage `error` means, if any. Every other error is a fault of the request or of the service. */
export function outageOf(error: unknown): Outage | undefined {
  const { code, message, name, routine, cause, errors } = partsOf(
    error instanceof QueryFailedError ? error.driverError : error,
  );
  if (typeof code === 'string') {
    if (OUT_OF_DESCRIPTORS.test(code)) return 'out-of-descriptors';
    if (routine === ADMISSION && NOT_ADMITTED.test(code)) return 'database-away';
    if (DATABASE_AWAY.some((form) => form.test(code))) return 'database-away';
  }
  if (typeof message === 'string' && DRIVER_MESSAGES.some((form) => form.test(message))) return 'database-away';
  if (typeof name === 'string' && TYPEORM_ERRORS.includes(name)) return 'database-away';
  // A host with several addresses: each was tried.
  if (Array.isArray(errors) && errors.length > 0) return outageOf(errors[0]);
  return cause === undefined || cause === error ? undefined : outageOf(cause);
}

/** Errors with which a server answers a COMMIT that it has not done. */
const REFUSED_COMMIT = /^(53...|25006|58030)$/;

/**
 * Whether the transaction may be stored although its COMMIT failed with `error`: the connection was lost before the answer
 * came. A commit that was never sent, or that the server refused, is not stored.
 */
export function mayBeCommitted(error: unknown): boolean {
  if (outageOf(error) !== 'database-away') return false;
  const { code, name } = partsOf(error instanceof QueryFailedError ? error.driverError : error);
  if (typeof name === 'string' && TYPEORM_ERRORS.includes(name)) return false;
  return !(typeof code === 'string' && REFUSED_COMMIT.test(code));
}

interface ErrorParts {
  code?: unknown;
  message?: unknown;
  name?: unknown;
  /** Where in PostgreSQL it was raised. */
  routine?: unknown;
  cause?: unknown;
  errors?: unknown;
}

const partsOf = (error: unknown): ErrorParts => (typeof error === 'object' && error !== null ? error : {});
