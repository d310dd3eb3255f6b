import type { Schemas } from '../../api/client.ts';
import { addWords } from '../../words/words.ts';

/** What was found in the audio, and what to do about it. */
const findings = {
  'silence-at-start': 'Lặng {{seconds}} giây ở đầu. Nên cắt.',
  'silence-at-end': 'Lặng {{seconds}} giây ở cuối. Nên cắt.',
  'silence-throughout': 'Không có tiếng. Gửi tệp khác.',
  'silence-inside': 'Lặng {{seconds}} giây từ {{from}}. Nghe lại chỗ này.',
  clipping: 'Vỡ tiếng {{times}} lần. Giảm mức thu.',
  'dead-channel': 'Kênh {{channel}} không có tiếng. Kiểm tra dây.',
  'opposite-channels': 'Hai kênh triệt tiêu nhau. Xuất một kênh.',
  'channels-chosen': 'Chỉ một số trong {{of}} kênh có tiếng. Nghe lại.',
  gap: 'Thiếu {{seconds}} giây sau {{from}}. Nghe lại chỗ này.',
  'low-level': 'Thu quá nhỏ. Thu gần micrô hơn.',
  'low-sample-rate': 'Tiếng như điện thoại. Tìm bản gốc.',
  'length-differs': 'Tệp ghi {{declared}}, tiếng dài {{length}}. Nghe đến hết.',
  'same-audio': 'Trùng với “{{title}}”. Kiểm tra lại tệp.',
} as const satisfies Record<Schemas['FindingCode'], string>;

/** The same in a few words, for a line of the queue. */
const briefly = {
  'silence-at-start': 'lặng ở đầu',
  'silence-at-end': 'lặng ở cuối',
  'silence-throughout': 'không có tiếng',
  'silence-inside': 'lặng ở giữa',
  clipping: 'vỡ tiếng',
  'dead-channel': 'một kênh không có tiếng',
  'opposite-channels': 'hai kênh triệt tiêu nhau',
  'channels-chosen': 'kênh không có tiếng',
  gap: 'thiếu một đoạn',
  'low-level': 'thu quá nhỏ',
  'low-sample-rate': 'tiếng như điện thoại',
  'length-differs': 'độ dài khác tệp ghi',
  'same-audio': 'trùng chương trình khác',
} as const satisfies Record<Schemas['FindingCode'], string>;

const shortfalls = {
  silent: 'Không đạt mức chuẩn. Nên thu lại.',
  'too-short': 'Không đạt mức chuẩn. Nên thu lại.',
  'too-quiet': 'Không đạt mức chuẩn. Nên thu lại.',
  'too-dynamic': 'Không đạt mức chuẩn. Nên thu lại.',
  'loudness-missed': 'Lệch mức chuẩn. Nghe lại.',
  'peaks-too-high': 'Lệch mức chuẩn. Nghe lại.',
} as const satisfies Record<Schemas['Shortfall'], string>;

const steps = {
  probe: 'Kiểm tra tệp',
  measure: 'Đo độ to',
  encode: 'Tạo bản phát',
  correct: 'Tạo bản phát',
  finish: 'Tạo bản phát',
} as const satisfies Record<Schemas['TranscodingStep'], string>;

const standings = {
  'awaiting-audio': 'Chưa có âm thanh',
  processing: 'Đang xử lý',
  refused: 'Không dùng được',
  cancelled: 'Đã dừng',
  waiting: 'Chờ phê duyệt',
  approved: 'Đã phê duyệt',
  'sent-back': 'Trả lại',
  withdrawn: 'Đã thu hồi',
} as const;

/** Words about programs that the library and the approval share. */
export const programs = {
  findings,
  briefly,
  shortfalls,
  steps,
  standings,
  queued: 'Chờ xử lý',
  olderOnAir: 'Bản đã phê duyệt vẫn phát.',
  channels: { left: 'trái', right: 'phải' },
  player: {
    play: 'Nghe',
    pause: 'Dừng',
    position: 'Vị trí',
    keys: 'Phím cách: nghe, dừng. ← →: lùi, tới 5 giây.',
    failed: 'Chưa nghe được. Kiểm tra mạng rồi thử lại.',
    listenHere: 'Nghe chỗ này',
    mark: 'Lưu ý {{number}}, nghe từ {{time}}',
    ofWhole: '{{position}} / {{length}}',
  },
  loudness: {
    change: 'Độ to đã chỉnh từ {{before}} thành {{after}} LUFS, bằng các chương trình khác.',
    none: 'Độ to: không đo được.',
  },
  fields: {
    title: 'Tên chương trình',
    topic: 'Lĩnh vực',
    genre: 'Thể loại',
    segmentId: 'Chuyên mục',
    origin: 'Nguồn',
    sourceOffice: 'Cơ quan cung cấp',
    legalTexts: 'Văn bản được giải thích',
    language: 'Ngôn ngữ',
  } satisfies Record<Schemas['DescriptionField'], string>,
  facts: {
    priority: 'Mức ưu tiên',
    expiresOn: 'Phát đến hết ngày',
    owner: 'Thuộc',
    sender: 'Người gửi',
    sentAt: 'Gửi lúc',
    file: 'Tệp',
    length: 'Thời lượng',
    nextAiring: 'Phát lần tới',
    standing: 'Trạng thái',
    none: 'Không có',
  },
} as const;
addWords('programs', programs);
