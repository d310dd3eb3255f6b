import { addWords } from '../../words/words.ts';

/** Words about what is done to the schedule: what it would do, what it meets, what was done. */
export const scheduling = {
  clock: { wrong: 'Giờ chưa đúng, ví dụ 17:15.' },
  clash: {
    title: 'Trùng giờ tại {{count}} đài',
    at: '{{time}} {{day}}: {{stations}}',
    wanted: 'Mục đang xếp',
    hidden: 'Mục khác',
    total_other: 'Có tất cả {{count}} chỗ trùng giờ.',
    unseen_other: 'Có {{count}} chỗ tại đài ngoài phạm vi được xem.',
    choose: 'Chọn cách xử lý. Chưa có gì thay đổi.',
    stations_other: '{{count}} đài',
    more: 'Cũng trùng giờ:',
  },
  ways: {
    'another-time': 'Chọn giờ khác',
    'replace-other': 'Thay mục đang có',
    'after-it': 'Phát ngay sau, lúc {{time}}',
    shift: 'Dời đến giờ trống gần nhất, {{time}}',
    'skip-stations': 'Bỏ qua {{stations}} đài này',
    'only-this-occurrence': 'Chỉ lần trùng giờ: dời hoặc bỏ lượt đó',
  },
  try: {
    running: 'Đang tính…',
    clash_other: '{{count}} lượt trùng giờ, tại {{stations}} đài.',
    tap: 'Bấm để chọn cách xử lý.',
    submit: 'Bấm nút dưới đây để chọn cách xử lý.',
    until: '(tính đến {{day}}, sau đó còn tiếp tục)',
    untilOnly: '(tính đến {{day}}; các ngày sau {{day}} chưa tính)',
  },
  impact: {
    new: '{{count}} lượt phát',
    added: 'thêm {{count}} lượt phát',
    returned: 'phát lại {{count}} lượt',
    moved: 'đổi giờ {{count}} lượt',
    replaced: 'đổi chương trình {{count}} lượt',
    displaced: '{{count}} lượt phải nhường giờ',
    gap: '{{count}} lượt không phát được',
    gone: 'gỡ {{count}} lượt',
    waiting: '{{count}} lượt chờ phê duyệt',
    nothing: 'không đổi lượt nào trong những ngày đã lên lịch',
    stations: 'tại {{count}} đài',
  },
  done: { undone: 'Đã hoàn tác', redone: 'Đã làm lại', later: 'thay đổi lớn, đang thực hiện' },
} as const;
addWords('scheduling', scheduling);
