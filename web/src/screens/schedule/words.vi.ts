import { addWords } from '../../words/words.ts';

export const schedule = {
  title: 'Lịch phát',
  stations_one: '{{count}} đài',
  stations_other: '{{count}} đài',
  view: { label: 'Xem theo', day: 'Ngày', week: 'Tuần', before: 'Trước đó', after: 'Sau đó', now: 'Hôm nay', date: 'Đến ngày' },
  segment: { label: 'Chuyên mục', none: 'Không chọn chuyên mục' },
  legend: {
    label: 'Chú giải',
    solid: 'Chuyên mục đang chọn',
    outlined: 'Mục khác',
    gap: 'Khung trống: chưa phát được',
    night: 'Ngoài khung giờ phát',
    marked: 'Vừa thay đổi',
  },
  minutes: { unit: 'phút/ngày', title: 'Số phút đã xếp trên số phút được phát, trung bình một ngày' },
  grid: {
    label: 'Lịch phát theo đài',
    keys: 'Mũi tên: đi giữa các lượt phát. Enter: mở. Phím cách: nhấc lên, mũi tên dời 5 phút (Shift: một ngày), phím cách: thả. Delete: gỡ khỏi lịch.',
    empty: 'Chưa có đài nào trong lịch này.',
  },
  item: { label: '{{time}} {{day}}, {{title}}', gap: 'Khung trống', later: 'dự kiến' },
  day: { empty: 'chưa có lượt phát', items_one: '{{count}} lượt phát', items_other: '{{count}} lượt phát' },
} as const;
addWords('schedule', schedule);
