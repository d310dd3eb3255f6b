import { useEffect, useRef } from 'react';
import { useAddress } from '../../parts/use-address.ts';
import type { usePanels } from './use-panels.ts';

/** `?xep=`: the form to place a program opens with it, once. */
export function useProgramToPlace({ open }: ReturnType<typeof usePanels>, mayWrite: boolean): void {
  const [{ programId }, change] = useAddress({ programId: 'xep' }, { replace: true });
  const opened = useRef('');
  useEffect(() => {
    if (programId === opened.current) return;
    opened.current = programId;
    if (programId === '') return;
    change({ programId: '' });
    if (mayWrite) open({ kind: 'place', filled: { programId } });
  });
}
