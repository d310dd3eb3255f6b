import { type ComponentType, lazy } from 'react';
import type { Schemas } from '../api/client.ts';
import Today from '../screens/today/Today.tsx';

type Permission = Schemas['Permission'];
type Role = Schemas['Role'];

/** A page of the navigation. Addresses are in Vietnamese: they are dictated by telephone and named as the page. */
export interface Screen {
  name: 'today' | 'approval' | 'schedule' | 'library' | 'stations' | 'reports' | 'administration';
  path: string;
  /** One of them is enough. */
  permissions: readonly Permission[];
  Page: ComponentType;
  /** Loads the page, so that it opens at once. */
  load?: () => Promise<unknown>;
}

const later = (load: () => Promise<{ default: ComponentType }>) => ({ Page: lazy(load), load });

/** In the order of the navigation. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'today',
    path: '/hom-nay',
    permissions: ['playback:read'],
    // At once: a lazy page comes a round trip later, and React holds back what follows a placeholder for 300 ms.
    Page: Today,
  },
  {
    name: 'approval',
    path: '/duyet',
    permissions: ['programs:approve'],
    ...later(() => import('../screens/approval/Approval.tsx')),
  },
  {
    name: 'schedule',
    path: '/lich-phat',
    permissions: ['schedule:read'],
    ...later(() => import('../screens/schedule/Schedule.tsx')),
  },
  {
    name: 'library',
    path: '/thu-vien',
    permissions: ['programs:read', 'programs:contribute'],
    ...later(() => import('../screens/library/Library.tsx')),
  },
  {
    name: 'stations',
    path: '/dai',
    permissions: ['stations:read'],
    ...later(() => import('../screens/stations/Stations.tsx')),
  },
  {
    name: 'reports',
    path: '/bao-cao',
    permissions: ['reports:read'],
    ...later(() => import('../screens/reports/Reports.tsx')),
  },
  {
    name: 'administration',
    path: '/quan-tri',
    permissions: ['people:manage', 'audit:read', 'rules:manage'],
    ...later(() => import('../screens/administration/Administration.tsx')),
  },
];

/** The page that answers the one question of a role; the topmost role counts. */
const LANDINGS: readonly [Role, Screen['name']][] = [
  ['operator', 'today'],
  ['approver', 'approval'],
  ['editor', 'schedule'],
  ['administrator', 'stations'],
  ['leader', 'reports'],
  ['contributor', 'library'],
];

/** Whether somebody with these permissions may open the page. */
export const mayOpen = (screen: Screen, permissions: readonly Permission[]): boolean =>
  screen.permissions.some((permission) => permissions.includes(permission));

/** The pages that somebody may open, the landing of their role first for the phone's bar. */
export function screensFor(permissions: readonly Permission[]): Screen[] {
  return SCREENS.filter((screen) => mayOpen(screen, permissions));
}

export function landingOf(roles: readonly Role[], permitted: readonly Screen[]): Screen | undefined {
  const names = LANDINGS.filter(([role]) => roles.includes(role)).map(([, name]) => name);
  return names.map((name) => permitted.find((screen) => screen.name === name)).find(Boolean) ?? permitted[0];
}
