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

const click = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};

const openStation = async (page: Page) => {
  await page
    .getByRole('link', { name: /Bình Trung/ })
    .first()
    .click();
  await page.waitForTimeout(1_000);
};

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
  { name: 'approval', viewer: 'approver', path: '/duyet' },
  { name: 'approval-phone', viewer: 'approver', path: '/duyet', window: 'phone' },
  { name: 'approval-empty', viewer: 'editor', path: '/duyet' },
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
  { name: 'schedule-week', viewer: 'editor', path: '/lich-phat' },
  { name: 'schedule-week-dark', viewer: 'editor', path: '/lich-phat', scheme: 'dark' },
  { name: 'schedule-phone', viewer: 'editor', path: '/lich-phat', window: 'phone' },
  { name: 'schedule-empty', viewer: 'newEditor', path: '/lich-phat' },
  { name: 'schedule-place', viewer: 'editor', path: '/lich-phat', prepare: click('Xếp lịch') },
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
  { name: 'account', viewer: 'operator', path: '/tai-khoan' },
  { name: 'account-phone', viewer: 'operator', path: '/tai-khoan', window: 'phone' },
];
