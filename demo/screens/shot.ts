import type { Page } from 'playwright-core';

/** Whose page it is. `nobody` is not signed in; those that are new have nothing yet. */
export type Viewer =
  | 'nobody'
  | 'operator'
  | 'editor'
  | 'approver'
  | 'administrator'
  | 'leader'
  | 'newEditor'
  | 'newApprover'
  | 'newLeader'
  | 'newOperator';

export interface Shot {
  /** Of the file in docs/screens/. */
  name: string;
  viewer: Viewer;
  path: string;
  window?: 'desk' | 'phone';
  scheme?: 'light' | 'dark';
  /** Whether the service stops answering once the page is there. */
  withoutService?: boolean;
  /** What somebody does before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
}

/** Somebody presses the first button of that name. */
export const click = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};
