import type { Page } from 'playwright-core';
import type { Shot } from './shot.js';

/** A recording of the commune, chosen and named. */
const fillNotice = async (page: Page) => {
  await page.getByTestId('audio-file').last().setInputFiles('media/samples/commune-notice.mp3');
  await page.getByLabel('Tên thông báo').fill('Tiêm chủng tại trạm y tế');
};

/** The page on which a notice of the commune gets its hour. */
const openNotice = async (page: Page) => {
  await page
    .getByRole('link', { name: /^Đặt giờ phát/ })
    .first()
    .click();
  await page.getByRole('group', { name: /^Ngày mai/ }).waitFor();
};

const placeNotice = async (page: Page) => {
  await openNotice(page);
  const tomorrow = page.getByRole('group', { name: /^Ngày mai/ });
  await tomorrow.getByRole('button').last().click();
  await page.getByText(/^(Phát|Chờ phê duyệt, khi)/).waitFor();
};

/** What a commune itself announces, from the recording to the hour. */
export const NOTICE_SHOTS: readonly Shot[] = [
  { name: 'notice-empty-phone', viewer: 'newOperator', path: '/thong-bao', window: 'phone' },
  { name: 'notice-new-phone', viewer: 'operator', path: '/thong-bao/moi', window: 'phone', prepare: fillNotice },
  {
    name: 'notice-sending-phone',
    viewer: 'operator',
    path: '/thong-bao/moi',
    window: 'phone',
    prepare: async (page) => {
      await fillNotice(page);
      await page.getByRole('button', { name: 'Gửi và chọn giờ phát' }).click();
      await page.getByRole('group', { name: /^Ngày mai/ }).waitFor();
      await page.getByText('Chờ phê duyệt').waitFor();
    },
  },
  {
    name: 'notice-clash-phone',
    viewer: 'operator',
    path: '/thong-bao',
    window: 'phone',
    prepare: async (page) => {
      await openNotice(page);
      await page.getByLabel('Giờ khác').fill('17:15');
      await page.getByRole('region', { name: 'Trùng giờ' }).scrollIntoViewIfNeeded();
      await page.waitForTimeout(2_000);
    },
  },
  { name: 'notice-time-phone', viewer: 'operator', path: '/thong-bao', window: 'phone', prepare: placeNotice },
  {
    name: 'notice-placed-phone',
    viewer: 'operator',
    path: '/thong-bao',
    window: 'phone',
    prepare: async (page) => {
      await placeNotice(page);
      await page.getByRole('button', { name: 'Đặt lịch phát' }).click();
      await page.getByRole('heading', { name: 'Sắp phát' }).waitFor();
    },
  },
  {
    name: 'notice-withdraw-phone',
    viewer: 'operator',
    path: '/thong-bao',
    window: 'phone',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Gỡ / }).first().click();
      await page.waitForTimeout(1_500);
    },
  },
];
