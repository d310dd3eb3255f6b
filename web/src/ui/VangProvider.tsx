import type { ReactNode } from 'react';
import './base.css';
import { MantineProvider } from './core.ts';
import { useIsInkOnWhite } from './ink-on-white.ts';
import { cssVariables, theme } from './theme.ts';

/** The service puts a fresh nonce into the page: styles without it are refused by the policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// What some libraries read before they add a style.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Theme, colours and fonts of all pages. */
export function VangProvider({ children }: { children: ReactNode }) {
  const isInkOnWhite = useIsInkOnWhite();
  return (
    <MantineProvider
      {...(isInkOnWhite ? { forceColorScheme: 'light' as const } : {})}
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  );
}
