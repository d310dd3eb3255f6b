/**
 * Priorities of others that an entry clashes with. One of a higher priority displaces others, which keep their rules: so it
 * clashes with none of them, and they with it only when they are new.
 */
export function clashingWith(priority: string, isNew: boolean): string[] {
  if (priority === 'priority') return ['priority'];
  return isNew ? ['normal', 'priority'] : ['normal'];
}
