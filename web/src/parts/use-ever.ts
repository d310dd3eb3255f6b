import { useState } from 'react';

/** Whether it is so, or has been since the page began: for what is loaded when it is needed, and then stays. */
export function useEver(isSo: boolean): boolean {
  const [wasSo, setWasSo] = useState(isSo);
  if (isSo && !wasSo) setWasSo(true);
  return isSo || wasSo;
}
