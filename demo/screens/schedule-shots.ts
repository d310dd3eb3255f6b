import type { Page } from 'playwright-core';
import { click, type Shot } from './shot.js';

/** A menu item of [Thêm]. */
const choose = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
};

/** The panel of a broadcast that is to come. */
const openItem = async (page: Page) => {
  await page.getByRole('button', { name: /17:15/ }).last().click();
  await page.waitForTimeout(1_500);
};

/** The schedule of a week and of a day, and what is done in it. */
export const SCHEDULE_SHOTS: readonly Shot[] = [
  { name: 'schedule-week', viewer: 'editor', path: '/lich-phat' },
  { name: 'schedule-week-dark', viewer: 'editor', path: '/lich-phat', scheme: 'dark' },
  { name: 'schedule-phone', viewer: 'editor', path: '/lich-phat', window: 'phone' },
  { name: 'schedule-empty', viewer: 'newEditor', path: '/lich-phat' },
  { name: 'schedule-place', viewer: 'editor', path: '/lich-phat', prepare: click('Xếp lịch') },
  { name: 'schedule-day', viewer: 'editor', path: '/lich-phat?xem=ngay' },
  { name: 'schedule-no-service', viewer: 'editor', path: '/lich-phat', withoutService: true },
  { name: 'schedule-item', viewer: 'editor', path: '/lich-phat', prepare: openItem },
  { name: 'schedule-item-phone', viewer: 'editor', path: '/lich-phat', window: 'phone', prepare: openItem },
  { name: 'schedule-gap', viewer: 'editor', path: '/lich-phat', prepare: click('Xử lý') },
  { name: 'schedule-changes', viewer: 'editor', path: '/lich-phat', prepare: choose('Thay đổi gần đây') },
  { name: 'schedule-copy-week', viewer: 'editor', path: '/lich-phat', prepare: choose('Chép lịch một tuần') },
  { name: 'schedule-keys', viewer: 'editor', path: '/lich-phat', prepare: choose('Phím tắt') },
];
