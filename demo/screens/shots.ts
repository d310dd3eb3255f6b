import type { Page } from 'playwright-core';
import { NOTICE_SHOTS } from './notice-shots.js';
import { SCHEDULE_SHOTS } from './schedule-shots.js';
import { click, type Shot } from './shot.js';

const openStation = async (page: Page) => {
  await page
    .getByRole('link', { name: /Bình Trung/ })
    .first()
    .click();
  await page.waitForTimeout(1_000);
};

/** The program that has waited longest for its approval. */
const openWaiting = async (page: Page) => {
  await page.getByRole('main').getByRole('link').first().click();
  await page.waitForTimeout(1_500);
};

const openPerson = async (page: Page) => {
  await page
    .getByRole('link', { name: /Biên Tập/ })
    .first()
    .click();
  await page.waitForTimeout(1_000);
};

/** One side of a switch. */
const press = (words: string) => async (page: Page) => {
  await page.getByText(words, { exact: true }).first().click();
  await page.waitForTimeout(1_000);
};

/** Every page, full and empty, at a desk and on a phone, and what goes wrong. */
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', viewer: 'nobody', path: '/dang-nhap' },
  { name: 'sign-in-phone', viewer: 'nobody', path: '/dang-nhap', window: 'phone' },
  { name: 'invitation', viewer: 'nobody', path: '/ma-moi' },
  { name: 'set-up', viewer: 'nobody', path: '/thiet-lap' },
  { name: 'set-up-stations', viewer: 'administrator', path: '/thiet-lap?buoc=stations' },
  { name: 'today-phone', viewer: 'operator', path: '/hom-nay', window: 'phone' },
  { name: 'today', viewer: 'operator', path: '/hom-nay' },
  { name: 'today-no-network-phone', viewer: 'operator', path: '/hom-nay', window: 'phone', withoutService: true },
  { name: 'today-why-not-phone', viewer: 'operator', path: '/hom-nay', window: 'phone', prepare: click(/Không phát/) },
  ...NOTICE_SHOTS,
  { name: 'approval', viewer: 'approver', path: '/duyet' },
  { name: 'approval-phone', viewer: 'approver', path: '/duyet', window: 'phone' },
  { name: 'approval-review-phone', viewer: 'approver', path: '/duyet', window: 'phone', prepare: openWaiting },
  { name: 'approval-decided', viewer: 'approver', path: '/duyet', prepare: click('Đã duyệt gần đây') },
  { name: 'approval-empty', viewer: 'newApprover', path: '/duyet' },
  { name: 'library', viewer: 'editor', path: '/thu-vien' },
  { name: 'library-dark', viewer: 'editor', path: '/thu-vien', scheme: 'dark' },
  { name: 'library-phone', viewer: 'editor', path: '/thu-vien', window: 'phone' },
  { name: 'library-empty', viewer: 'newEditor', path: '/thu-vien' },
  { name: 'library-no-service', viewer: 'editor', path: '/thu-vien', withoutService: true },
  {
    name: 'program',
    viewer: 'editor',
    path: '/thu-vien',
    prepare: async (page) => {
      await page
        .getByRole('link', { name: /Một cửa/ })
        .first()
        .click();
      await page.waitForTimeout(1_500);
    },
  },
  ...SCHEDULE_SHOTS,
  { name: 'stations', viewer: 'administrator', path: '/dai' },
  { name: 'stations-phone', viewer: 'administrator', path: '/dai', window: 'phone' },
  { name: 'station', viewer: 'administrator', path: '/dai', prepare: openStation },
  { name: 'station-phone', viewer: 'administrator', path: '/dai', window: 'phone', prepare: openStation },
  {
    name: 'station-device-code',
    viewer: 'administrator',
    path: '/dai',
    prepare: async (page) => {
      await openStation(page);
      await page.getByRole('button', { name: 'Thêm thiết bị' }).click();
    },
  },
  { name: 'station-groups', viewer: 'administrator', path: '/dai/nhom', prepare: click('Thêm nhóm') },
  { name: 'stations-empty', viewer: 'newLeader', path: '/dai' },
  { name: 'reports', viewer: 'leader', path: '/bao-cao' },
  { name: 'reports-phone', viewer: 'leader', path: '/bao-cao', window: 'phone' },
  { name: 'reports-airtime', viewer: 'leader', path: '/bao-cao?xem=thoi-luong' },
  { name: 'reports-airtime-phone', viewer: 'leader', path: '/bao-cao?xem=thoi-luong', window: 'phone' },
  { name: 'reports-not-aired', viewer: 'leader', path: '/bao-cao?xem=chua-phat' },
  { name: 'reports-not-aired-phone', viewer: 'leader', path: '/bao-cao?xem=chua-phat', window: 'phone' },
  { name: 'reports-month', viewer: 'leader', path: '/bao-cao', prepare: press('Tháng') },
  { name: 'reports-no-service', viewer: 'leader', path: '/bao-cao', withoutService: true },
  { name: 'reports-empty', viewer: 'newLeader', path: '/bao-cao?xem=thoi-luong' },
  {
    name: 'administration-hours',
    viewer: 'administrator',
    path: '/quan-tri/khung-gio',
    prepare: click('Thêm khung giờ'),
  },
  {
    name: 'administration-quiet-days-dark',
    viewer: 'administrator',
    path: '/quan-tri/khung-gio?loai=quiet',
    scheme: 'dark',
  },
  { name: 'administration-audit', viewer: 'administrator', path: '/quan-tri/nhat-ky' },
  { name: 'administration', viewer: 'administrator', path: '/quan-tri' },
  { name: 'administration-person', viewer: 'administrator', path: '/quan-tri', prepare: openPerson },
  { name: 'administration-segments', viewer: 'administrator', path: '/quan-tri/chuyen-muc' },
  { name: 'account', viewer: 'operator', path: '/tai-khoan' },
  { name: 'account-phone', viewer: 'operator', path: '/tai-khoan', window: 'phone' },
];
