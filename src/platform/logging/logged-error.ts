/** What the log says of an error. */
export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  /** Of PostgreSQL or the system. */
  code?: unknown;
  constraint?: unknown;
  table?: unknown;
  query?: unknown;
  cause?: LoggedError;
}

const CAUSES = 5;

/**
 * An error for the log. Only the members named here: errors of the database carry the parameters of the statement and
 * the row that failed, and so passwords, tokens and what people wrote.
 */
export const loggedError = (error: unknown): unknown => withCauses(error, CAUSES);

function withCauses(error: unknown, causes: number): unknown {
  if (!(error instanceof Error)) return error;
  const { code, constraint, table, query } = { ...driverErrorOf(error), ...error } as Record<string, unknown>;
  const known = Object.entries({ code, constraint, table, query }).filter(([, value]) => value !== undefined);
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...Object.fromEntries(known),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: withCauses(error.cause, causes - 1) }),
  };
}

const driverErrorOf = (error: Error): object => {
  const { driverError } = error as { driverError?: unknown };
  return typeof driverError === 'object' && driverError !== null ? driverError : {};
};
