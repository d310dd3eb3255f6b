import type { z } from 'zod';
import { codes } from '../platform/words/codes.js';

export const Role = codes('Role', {
  administrator: { vi: 'quản trị viên', en: 'administrator' },
  editor: { vi: 'biên tập viên', en: 'editor' },
  approver: { vi: 'người duyệt', en: 'approver' },
  operator: { vi: 'người vận hành', en: 'operator' },
  leader: { vi: 'lãnh đạo', en: 'leader' },
  contributor: { vi: 'cộng tác viên', en: 'contributor' },
});
export type Role = z.infer<typeof Role>;
export const ROLES = Role.options;

export const Permission = codes('Permission', {
  'people:manage': { vi: 'quản lý người dùng', en: 'manage people' },
  'audit:read': { vi: 'xem nhật ký', en: 'read the audit trail' },
  'stations:read': { vi: 'xem đài', en: 'read stations' },
  'stations:manage': { vi: 'quản lý đài', en: 'manage stations' },
  'devices:manage': { vi: 'quản lý thiết bị', en: 'manage devices' },
  'rules:manage': { vi: 'quản lý khung giờ được phép', en: 'manage the allowed hours' },
  'programs:read': { vi: 'xem chương trình', en: 'read programs' },
  'programs:write': { vi: 'làm chương trình', en: 'make programs' },
  'programs:contribute': { vi: 'gửi bài cộng tác', en: 'contribute programs' },
  'programs:approve': { vi: 'duyệt chương trình', en: 'approve programs' },
  'schedule:read': { vi: 'xem lịch phát', en: 'read the schedule' },
  'schedule:write': { vi: 'xếp lịch phát', en: 'change the schedule' },
  'playback:read': { vi: 'xem kết quả phát', en: 'read what has aired' },
  'playback:confirm': { vi: 'xác nhận đã phát', en: 'confirm what has aired' },
  'reports:read': { vi: 'xem báo cáo', en: 'read reports' },
  'system:read': { vi: 'xem tình trạng hệ thống', en: 'read the state of the system' },
});
export type Permission = z.infer<typeof Permission>;
export const PERMISSIONS = Permission.options;

// What only a person can answer for, and what would let a token give itself more.
const {
  'people:manage': _manage,
  'programs:approve': _approve,
  'playback:confirm': _confirm,
  ...forTokens
} = Permission.words;

/** What an API token may be allowed. */
export const TokenPermission = codes('TokenPermission', forTokens);
export type TokenPermission = z.infer<typeof TokenPermission>;
export const TOKEN_PERMISSIONS = TokenPermission.options;

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
