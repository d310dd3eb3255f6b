/** What specs import from '@jest/globals': the functions of the Jest that runs the file, see native-circus.mjs. */
const forward = (name) =>
  new Proxy(() => undefined, {
    apply: (_, self, given) => globalThis.jestGlobals[name](...given),
    get: (_, key) => globalThis.jestGlobals[name][key],
  });

export const describe = forward('describe');
export const it = forward('it');
export const test = forward('test');
export const expect = forward('expect');
export const beforeAll = forward('beforeAll');
export const beforeEach = forward('beforeEach');
export const afterEach = forward('afterEach');
export const afterAll = forward('afterAll');
