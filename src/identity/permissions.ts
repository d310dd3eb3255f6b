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
] as const;
export type Permission = (typeof PERMISSIONS)[number];

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
  ],
  editor: [...READS, 'programs:write', 'schedule:write', 'reports:read'],
  approver: [...READS, 'programs:approve', 'reports:read'],
  operator: [...READS, 'programs:write', 'schedule:write', 'playback:confirm'],
  leader: [...READS, 'reports:read'],
  contributor: ['programs:contribute'],
};

export const allows = (role: Role, permission: Permission): boolean => ALLOWED[role].includes(permission);
