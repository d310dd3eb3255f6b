import type { Page } from 'playwright-core';
import { seriousFaults } from './browser.js';

/** What axe finds serious or critical on the page, in light and in dark, once the colours have changed. */
export async function faultsInBothLights(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await settled(page);
    faults.push(...(await seriousFaults(page)));
  }
  return faults;
}

/** What changes colour only begins to do so in the next frame, and what inherits it follows. */
const settled = (page: Page): Promise<void> =>
  page.evaluate<undefined>(`(async () => {
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
      await Promise.allSettled(document.getAnimations().filter(isFinite).map((animation) => animation.finished));
    }
    function isFinite(animation) {
      return animation.effect?.getTiming().iterations !== Infinity;
    }
  })()`);
