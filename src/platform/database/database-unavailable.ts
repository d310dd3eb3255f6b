import { QueryFailedError } from 'typeorm';

// SQLSTATE class 08 (connection exceptions) and 57P01 to 57P03 (shut down by an administrator, crashed, starting up).
const SQL_STATES = /^(08...|57P0[123])$/;
const SYSTEM_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'];
// Errors that pg and pg-pool raise themselves, without a code.
const DRIVER_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Whether `error` means that the database cannot be reached or that the connection to it was lost. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return SQL_STATES.test(code) || SYSTEM_CODES.includes(code);
  return typeof message === 'string' && DRIVER_MESSAGES.test(message);
}
