import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Actor, contains, type Grant, intersection, type Reach, type ReachingGrant, reaches, union } from './actor.js';
import type { Owner } from './owner.js';
import { allows, PERMISSIONS, ROLES, TOKEN_PERMISSIONS } from './permissions.js';
import type { Scope } from './scope.js';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const ids = fc.uniqueArray(id);
const reach: fc.Arbitrary<Reach> = fc.record({
  everywhere: fc.boolean(),
  centreIds: ids,
  stationIds: ids,
  byDay: fc.constant([]),
});
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'everywhere' as const, id: null }),
  fc.record({ kind: fc.constantFrom('centre', 'unit', 'station'), id }),
);
const grant: fc.Arbitrary<Grant> = fc.record({ role: fc.constantFrom(...ROLES), scope });

/** As the service resolves them: a station's scope reaches that station, a unit's or a centre's any stations. */
const reachingGrant: fc.Arbitrary<ReachingGrant> = fc.tuple(grant, ids).map(([grant, stationIds]) => {
  const { kind, id } = grant.scope;
  const own = kind === 'station' ? [id] : kind === 'everywhere' ? [] : stationIds;
  return {
    grant,
    reach: { everywhere: kind === 'everywhere', centreIds: kind === 'centre' ? [id] : [], stationIds: own, byDay: [] },
  };
});

describe('an actor', () => {
  const actor = fc.array(reachingGrant, { maxLength: 4 }).map((grants) => new Actor('p', 'Somebody', grants));
  const permission = fc.constantFrom(...PERMISSIONS);
  const owner: fc.Arbitrary<Owner> = fc.record({ kind: fc.constantFrom('centre', 'station'), id });

  it('may do at a centre or station exactly what one single grant of theirs allows there', () => {
    fc.assert(
      fc.property(actor, permission, owner, (actor, permission, owner) => {
        const byOneGrant = actor.grants.some(
          ({ grant, reach }) => allows(grant.role, permission) && reaches(reach, owner),
        );
        expect(actor.mayAt(permission, owner)).toBe(byOneGrant);
      }),
    );
  });

  it('may do at a centre or station only what they may do at all', () => {
    fc.assert(
      fc.property(actor, permission, owner, (actor, permission, owner) => {
        if (actor.mayAt(permission, owner)) expect(actor.may(permission)).toBe(true);
      }),
    );
  });

  it('reaches a centre only through that centre, never through a station, and the other way round', () => {
    fc.assert(
      fc.property(reach, id, (reach, id) => {
        const [centre, station] = [reaches(reach, { kind: 'centre', id }), reaches(reach, { kind: 'station', id })];
        expect(centre).toBe(reach.everywhere || reach.centreIds.includes(id));
        expect(station).toBe(reach.everywhere || reach.stationIds.includes(id));
      }),
    );
  });
});

describe('an actor with an API token', () => {
  const grants = fc.array(reachingGrant, { maxLength: 4 });
  const permission = fc.constantFrom(...PERMISSIONS);
  const permissions = fc.uniqueArray(fc.constantFrom(...TOKEN_PERMISSIONS));
  const owner: fc.Arbitrary<Owner> = fc.record({ kind: fc.constantFrom('centre', 'station'), id });

  it('may do what the person may do, the token names, and its scopes include: all three', () => {
    fc.assert(
      fc.property(grants, permissions, reach, permission, owner, (grants, permissions, within, permission, owner) => {
        const limited = grants.map(({ grant, reach }) => ({ grant, reach: intersection(reach, within) }));
        const program = new Actor('p', 'Somebody', limited, { id: 't', name: 'Bảng tin', permissions, scopes: null });
        const person = new Actor('p', 'Somebody', grants);
        const isNamed = permissions.some((named) => named === permission);
        expect(program.mayAt(permission, owner)).toBe(
          person.mayAt(permission, owner) && isNamed && reaches(within, owner),
        );
        if (!isNamed) expect(program.may(permission)).toBe(false);
      }),
    );
  });
});

describe('two reaches', () => {
  const owner: fc.Arbitrary<Owner> = fc.record({ kind: fc.constantFrom('centre', 'station'), id });

  it('include together what either includes, and have in common what both include', () => {
    fc.assert(
      fc.property(reach, reach, owner, (one, other, owner) => {
        const [inOne, inOther] = [reaches(one, owner), reaches(other, owner)];
        expect(reaches(union([one, other]), owner)).toBe(inOne || inOther);
        expect(reaches(intersection(one, other), owner)).toBe(inOne && inOther);
      }),
    );
  });
});

describe('what a reach contains', () => {
  it('is never more than the reach itself', () => {
    fc.assert(
      fc.property(reach, reachingGrant, (reach, given) => {
        if (!contains(reach, given) || reach.everywhere) return;
        expect(given.reach.everywhere).toBe(false);
        expect(reach.centreIds).toEqual(expect.arrayContaining([...given.reach.centreIds]));
        if (given.grant.scope.kind !== 'centre') {
          expect(reach.stationIds).toEqual(expect.arrayContaining([...given.reach.stationIds]));
        }
      }),
    );
  });

  it('is a unit only with all of its stations, and never one without a station', () => {
    const unit = (...stationIds: string[]): ReachingGrant => ({
      grant: { role: 'operator', scope: { kind: 'unit', id: 'u' } },
      reach: { everywhere: false, centreIds: [], stationIds, byDay: [] },
    });
    const reach: Reach = { everywhere: false, centreIds: ['a'], stationIds: ['s', 't'], byDay: [] };
    expect(contains(reach, unit('s', 't'))).toBe(true);
    expect(contains(reach, unit('s', 'x'))).toBe(false);
    expect(contains(reach, unit())).toBe(false);
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
