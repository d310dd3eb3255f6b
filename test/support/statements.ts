import { DataSource } from 'typeorm';
import type { TestService } from './service.js';

/** How many SQL statements the service runs while `work` runs: the same on every machine. */
export async function statementsDuring(service: TestService, work: () => Promise<unknown>): Promise<number> {
  const { logger } = service.get(DataSource);
  const logQuery = logger.logQuery.bind(logger);
  let statements = 0;
  logger.logQuery = (...query) => {
    statements += 1;
    logQuery(...query);
  };
  try {
    await work();
  } finally {
    logger.logQuery = logQuery;
  }
  return statements;
}
