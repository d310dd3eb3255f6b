import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { allows, PERMISSIONS, ROLES } from './permissions.js';

it('is the same in docs/operations.md: each role with all of its permissions', () => {
  const rows = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `(\w+)` \| (`\w+:.*) \|$/gm)];
  const documented = rows.map(([, role, permissions = '']) => [
    role,
    permissions.replaceAll('`', '').split(', ').sort(),
  ]);
  expect(documented).toEqual(
    ROLES.map((role) => [role, PERMISSIONS.filter((permission) => allows(role, permission)).sort()]),
  );
});
