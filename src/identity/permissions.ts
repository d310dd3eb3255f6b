export const ROLES = ['administrator', 'editor', 'approver', 'operator', 'leader', 'contributor'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'people:manage',
  'audit:read',
  'stations:read',
  'stations:manage',
  'devices:manage',
  'rules:manage',
  'programs:read',
  'programs:write',
  'programs:contribute',
  'programs:approve',
  'schedule:read',
  'schedule:write',
  'playback:read',
  'playback:confirm',
  'reports:read',
  'system:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

// What only a person can answer for, and what would let a token give itself more.
const NEVER_BY_TOKEN = ['people:manage', 'programs:approve', 'playback:confirm'] as const;
type InPerson = (typeof NEVER_BY_TOKEN)[number];
export type TokenPermission = Exclude<Permission, InPerson>;

/** What an API token may be allowed. */
export const TOKEN_PERMISSIONS = PERMISSIONS.filter(
  (permission): permission is TokenPermission => !NEVER_BY_TOKEN.some((never) => never === permission),
);

const READS: Permission[] = ['stations:read', 'programs:read', 'schedule:read', 'playback:read'];

/**
 * What each role may do within the scope of its grant.
 * An editor makes programs and an approver approves them; no role may do both.
 */
const ALLOWED: Record<Role, readonly Permission[]> = {
  administrator: [
    ...READS,
    'people:manage',
    'audit:read',
    'stations:manage',
    'devices:manage',
    'rules:manage',
    'reports:read',
    'system:read',
  ],
  editor: [...READS, 'programs:write', 'schedule:write', 'reports:read'],
  approver: [...READS, 'programs:approve', 'reports:read'],
  operator: [...READS, 'programs:write', 'schedule:write', 'playback:confirm'],
  leader: [...READS, 'reports:read'],
  contributor: ['programs:contribute'],
};

export const allows = (role: Role, permission: Permission): boolean => ALLOWED[role].includes(permission);

/**
 * Whether SECOND_FACTOR=required demands a second factor of the role: of all but the operators of the stations, part-timers
 * who change often and whose reach is one commune.
 */
export const isOfCentre = (role: Role): boolean => role !== 'operator';
