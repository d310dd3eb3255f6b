/** Where a grant holds, as it is stored: everywhere, or in one centre, unit or station. */
export type Scope = { kind: 'everywhere'; id: null } | { kind: 'centre' | 'unit' | 'station'; id: string };

/** @throws Error for a kind without its id, which the CHECK of `grants` rules out */
export function scopeOf(kind: Scope['kind'], id: string | null): Scope {
  if (kind === 'everywhere') return { kind, id: null };
  if (id === null) throw new Error(`A grant names no ${kind}.`);
  return { kind, id };
}
