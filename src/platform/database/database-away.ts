import { QueryFailedError } from 'typeorm';

// SQLSTATE: class 08, connection exceptions; 57P01 to 57P03, the server is told to end, crashed, or is not up yet.
const AWAY = /^(08...|57P0[123])$/;
const SYSTEM_SAYS = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'];
// The driver's own words; it gives them no code (pg and pg-pool, client.js and index.js).
const DRIVER_SAYS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Whether `error` says that the database cannot be reached, or went away in the middle. */
export function isDatabaseAway(error: unknown): boolean {
  const told: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (told ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return AWAY.test(code) || SYSTEM_SAYS.includes(code);
  return typeof message === 'string' && DRIVER_SAYS.test(message);
}
