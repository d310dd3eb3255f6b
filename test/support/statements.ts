import { DataSource } from 'typeorm';
import type { TestService } from './service.js';

/**
 * How many SQL statements the service runs while `work` runs: the same on every machine.
 * @param about only statements like this, when the service does other things meanwhile
 */
export async function statementsDuring(
  service: TestService,
  work: () => Promise<unknown>,
  about = /(?:)/,
): Promise<number> {
  const { logger } = service.get(DataSource);
  const logQuery = logger.logQuery.bind(logger);
  let statements = 0;
  logger.logQuery = (...query) => {
    if (about.test(query[0])) statements += 1;
    logQuery(...query);
  };
  try {
    await work();
  } finally {
    logger.logQuery = logQuery;
  }
  return statements;
}
