import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { loggedError } from './logged-error.js';

describe('an error in the log', () => {
  it('names the statement and the constraint, and none of the values', () => {
    const driverError = Object.assign(new Error('duplicate key value violates unique constraint "people_login_once"'), {
      code: '23505',
      constraint: 'people_login_once',
      detail: 'Key (login)=(lan) already exists.',
      where: 'hunter2',
    });
    const error = new QueryFailedError('INSERT INTO people VALUES ($1, $2)', ['lan', 'hunter2'], driverError);
    const logged = loggedError(error);
    expect(logged).toMatchObject({ type: 'QueryFailedError', code: '23505', constraint: 'people_login_once' });
    expect(logged).toMatchObject({ query: 'INSERT INTO people VALUES ($1, $2)' });
    for (const value of ['lan', 'hunter2']) expect(JSON.stringify(logged)).not.toContain(value);
  });

  it('has its causes', () =>
    expect(loggedError(new Error('outer', { cause: new Error('inner') }))).toMatchObject({
      message: 'outer',
      cause: { message: 'inner' },
    }));

  it('may be no error', () => expect(loggedError('a word')).toBe('a word'));
});
