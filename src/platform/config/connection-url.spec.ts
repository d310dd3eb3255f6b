import { describe, expect, it } from '@jest/globals';
import { connectionUrlFault } from './connection-url.js';
import { readConfig } from './config.js';

describe('the address of a server', () => {
  const faultOf = (url: string) => connectionUrlFault(url, ['postgres', 'postgresql']);

  it.each([
    'postgres://vang:secret@127.0.0.1:5432/vang',
    'postgresql://vang:p%40ss%2Fw%23rd@db.example.vn/vang?sslmode=require',
    'postgres://vang@db/vang',
    'postgres:///vang?host=/var/run/postgresql',
  ])('may be %s', (url) => expect(faultOf(url)).toBeUndefined());

  it.each(['p@ss', 'p/ss', 'p#ss', 'p?ss', '12/ss', '12#ss', '12?ss', '50%', 'a:b/c@d'])(
    'with the password %s says how it is encoded, and does not repeat it',
    (password) => {
      const read = () => readConfig({ DATABASE_URL: `postgres://vang:${password}@127.0.0.1:5432/vang` });
      expect(read).toThrow(/DATABASE_URL: .*percent-encoded: @ is %40/);
      expect(read).not.toThrow(password);
    },
  );

  it('must be of the right kind', () => {
    expect(faultOf('mysql://db/vang')).toBe('must be postgres:// or postgresql://user:password@host:port/…');
    expect(() => readConfig({ REDIS_URL: '127.0.0.1:6379' })).toThrow('REDIS_URL: must be redis:// or rediss://');
  });
});
