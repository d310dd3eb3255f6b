import { useEffect } from 'react';
import { useAddress } from '../../parts/use-address.ts';
import type { usePanels } from './use-panels.ts';

/** `?xep=`: the form to place a program opens with it, once. */
export function useProgramToPlace({ open }: ReturnType<typeof usePanels>, mayWrite: boolean): void {
  const [{ programId }, change] = useAddress({ programId: 'xep' }, { replace: true });
  useEffect(() => {
    if (programId === '') return;
    change({ programId: '' });
    if (mayWrite) open({ kind: 'place', filled: { programId } });
  });
}
