import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Actor } from './actor.js';
import type { Owner } from './owner.js';
import { allows, PERMISSIONS, ROLES, TOKEN_PERMISSIONS } from './permissions.js';
import { type CentresServing, type Grant, intersection, type Reach, type ReachingGrant } from './reach.js';
import type { Scope } from './scope.js';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'everywhere' as const, id: null }),
  fc.record({ kind: fc.constantFrom('centre', 'unit', 'station'), id }),
);
const grant: fc.Arbitrary<Grant> = fc.record({ role: fc.constantFrom(...ROLES), scope });
const owner: fc.Arbitrary<Owner> = fc.record({ kind: fc.constantFrom('centre', 'station'), id });
const permission = fc.constantFrom(...PERMISSIONS);

/** Which centre serves each of the stations today; of some, none does. */
const serving: fc.Arbitrary<CentresServing> = fc
  .array(fc.tuple(id, fc.constantFrom('a', 'b', 'c')), { maxLength: 4 })
  .map((pairs) => new Map(pairs));

/** As the service resolves them: a station's scope reaches that station, a unit's any stations, a centre's what it serves. */
const reachingGrant: fc.Arbitrary<ReachingGrant> = fc.tuple(grant, fc.uniqueArray(id)).map(([grant, inUnit]) => {
  const { kind, id } = grant.scope;
  const named = kind === 'station' ? [id] : kind === 'unit' ? inUnit : [];
  const byDay = kind === 'centre' ? [{ centreId: id, stationId: null }] : named.map(onEveryDay);
  return { grant, reach: { everywhere: kind === 'everywhere', centreIds: kind === 'centre' ? [id] : [], byDay } };
});
const onEveryDay = (stationId: string) => ({ centreId: null, stationId });

const person = (grants: readonly ReachingGrant[], today: CentresServing) =>
  new Actor('p', 'Somebody', grants, (asked) =>
    Promise.resolve(new Map([...today].filter(([station]) => asked.includes(station)))),
  );

/** What the scope of a grant means, said once more. */
function includes({ everywhere, centreIds, byDay }: Reach, { kind, id }: Owner, today: CentresServing): boolean {
  if (everywhere) return true;
  if (kind === 'centre') return centreIds.includes(id);
  return byDay.some(({ stationId }) => stationId === id) || centreIds.some((centre) => today.get(id) === centre);
}

describe('an actor', () => {
  const grants = fc.array(reachingGrant, { maxLength: 4 });

  it('may do at a centre or today at a station exactly what one single grant of theirs allows there', async () => {
    await fc.assert(
      fc.asyncProperty(grants, serving, permission, owner, async (grants, today, permission, owner) => {
        const byOneGrant = grants.some(
          ({ grant, reach }) => allows(grant.role, permission) && includes(reach, owner, today),
        );
        expect(await person(grants, today).mayAt(permission, owner)).toBe(byOneGrant);
      }),
      { numRuns: 300 },
    );
  });

  it('may do at a centre or station only what they may do at all', async () => {
    await fc.assert(
      fc.asyncProperty(grants, serving, permission, owner, async (grants, today, permission, owner) => {
        const actor = person(grants, today);
        if (await actor.mayAt(permission, owner)) expect(actor.may(permission)).toBe(true);
      }),
    );
  });

  it('is told who serves a station only when it matters', async () => {
    const refuse = () => Promise.reject(new Error('nobody needs to know'));
    const reach = { everywhere: false, centreIds: ['a'], byDay: [{ centreId: 'a', stationId: null }, onEveryDay('b')] };
    const actor = new Actor('p', 'Somebody', [{ grant: { role: 'leader', scope: CENTRE_A }, reach }], refuse);
    expect(await actor.mayAt('stations:read', { kind: 'centre', id: 'a' })).toBe(true);
    expect(await actor.mayAt('stations:read', { kind: 'station', id: 'b' })).toBe(true);
    await expect(actor.mayAt('stations:read', { kind: 'station', id: 'c' })).rejects.toThrow('nobody needs to know');
  });
});

const CENTRE_A = { kind: 'centre', id: 'a' } as const;

describe('an actor with an API token', () => {
  const grants = fc.array(reachingGrant, { maxLength: 4 });
  const permissions = fc.uniqueArray(fc.constantFrom(...TOKEN_PERMISSIONS));

  it('may do what the person may do, the token names, and its scopes include: all three', async () => {
    const world = fc.record({ today: serving, within: reachingGrant, permissions });
    await fc.assert(
      fc.asyncProperty(grants, world, permission, owner, async (grants, world, permission, owner) => {
        const { today, permissions } = world;
        const within = world.within.reach;
        const limited = grants.map(({ grant, reach }) => ({ grant, reach: intersection(reach, within) }));
        const token = { id: 't', name: 'Bảng tin', permissions, scopes: null };
        const program = new Actor('p', 'Somebody', limited, () => Promise.resolve(today), token);
        const isNamed = permissions.some((named) => named === permission);
        expect(await program.mayAt(permission, owner)).toBe(
          (await person(grants, today).mayAt(permission, owner)) && isNamed && includes(within, owner, today),
        );
        if (!isNamed) expect(program.may(permission)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the roles', () => {
  it('never let one role both make a program and approve it', () => {
    for (const role of ROLES) {
      expect(allows(role, 'programs:approve') && allows(role, 'programs:write')).toBe(false);
    }
  });

  it('let only administrators manage people', () => {
    expect(ROLES.filter((role) => allows(role, 'people:manage'))).toEqual(['administrator']);
  });
});
