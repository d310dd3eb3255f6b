import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { mayBeCommitted, outageOf } from './outage.js';

const coded = (code: string, message = 'as the driver says it') => Object.assign(new Error(message), { code });
const queried = (code: string) => new QueryFailedError('SELECT 1', [], coded(code));

describe('outageOf', () => {
  it.each([
    ['refused', coded('ECONNREFUSED')],
    [
      'refused at each address of a name',
      Object.assign(new AggregateError([coded('ECONNREFUSED')]), { code: undefined }),
    ],
    ['cut', coded('ECONNRESET')],
    ['cut while it was written to', coded('EPIPE')],
    ['cut, as the driver says it', new Error('Connection terminated unexpectedly')],
    ['cut earlier', new Error('Client has encountered a connection error and is not queryable')],
    ['closed earlier', new Error('Client was closed and is not queryable')],
    ['cut in mid-transaction', new QueryRunnerAlreadyReleasedError()],
    ['cut, as the server says it', queried('08006')],
    ['not there by name', coded('ENOTFOUND')],
    ['not resolved now', coded('EAI_AGAIN')],
    ['not reachable', coded('EHOSTUNREACH')],
    ['on a network that is down', coded('ENETUNREACH')],
    ['too slow to connect to', coded('ETIMEDOUT')],
    ['used up by this process', new Error('timeout exceeded when trying to connect')],
    ['closed by this process', new Error('Cannot use a pool after calling end on the pool')],
    ['too slow to answer', new Error('Query read timeout')],
    ['out of disk', queried('53100')],
    ['out of memory', queried('53200')],
    ['out of connections', queried('53300')],
    ['out of connections, before the first query', coded('53300')],
    ['shut down by an administrator', queried('57P01')],
    ['crashed', queried('57P02')],
    ['starting up or recovering', coded('57P03')],
    ['tired of an idle connection', queried('57P05')],
    ['read only', queried('25006')],
    ['on a broken disk', queried('58030')],
    ['closing a transaction that took too long', coded('25P04')],
    ['known by another password', coded('28P01')],
    ['closed to the role', coded('28000')],
    ['being replaced by a backup', coded('3D000')],
    ['dropped', queried('57P04')],
    ['closed to connections', Object.assign(coded('55000'), { routine: 'CheckMyDatabase' })],
    ['closed to connections of the role', Object.assign(coded('42501'), { routine: 'CheckMyDatabase' })],
    ['away, told by another error', new Error('could not deliver', { cause: queried('57P01') })],
  ])('is that the database is away, when it is %s', (_, error) => expect(outageOf(error)).toBe('database-away'));

  it.each(['EMFILE', 'ENFILE'])('is that descriptors are used up, for %s', (code) => {
    expect(outageOf(coded(code))).toBe('out-of-descriptors');
    expect(outageOf(queried(code))).toBe('out-of-descriptors');
  });

  it.each([
    ['a violated constraint', queried('23505')],
    ['a deadlock', queried('40P01')],
    ['a query that was cancelled', queried('57014')],
    ['a wrong query', queried('42601')],
    ['a row without a key for replicas', queried('55000')],
    ['a right on a table', queried('42501')],
    ['a missing file', coded('ENOENT')],
    ['a full disk of the media', coded('ENOSPC')],
    ['a text that names it', new Error('the title is ECONNREFUSED')],
    ['nothing', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('is none, for %s', (_, error) => expect(outageOf(error)).toBeUndefined());

  it('ends, when an error is its own cause', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(outageOf(error)).toBeUndefined();
  });
});

describe('mayBeCommitted', () => {
  it.each([
    ['cut', new Error('Connection terminated unexpectedly')],
    ['reset', coded('ECONNRESET')],
    ['shut down', queried('57P01')],
    ['crashed', queried('57P02')],
  ])('holds for a database that is %s before it answers the commit', (_, error) =>
    expect(mayBeCommitted(error)).toBe(true),
  );

  it.each([
    ['it was never sent', new QueryRunnerAlreadyReleasedError()],
    ['the disk is full', queried('53100')],
    ['it is read only', queried('25006')],
    ['a deferred constraint is violated', queried('23503')],
  ])('does not hold, when %s', (_, error) => expect(mayBeCommitted(error)).toBe(false));
});
