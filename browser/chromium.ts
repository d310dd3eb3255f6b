import type { LaunchOptions } from 'playwright-core';

/**
 * Of what playwright disables itself, all that matters here, as a second list takes the place of its own; and the desktop's
 * suggestions under the address bar, which in Chromium 156 are pages that keep a core busy for seconds with every new window.
 */
const DISABLED = [
  'AcceptCHFrame',
  'AimEnabled',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'Translate',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
];

/** Debian's Chromium (or that of CHROMIUM_PATH) without a screen, which asks no other host for anything. */
export const CHROMIUM = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
    `--disable-features=${DISABLED.join(',')}`,
  ],
} satisfies LaunchOptions;
