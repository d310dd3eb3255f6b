import { addWords } from '../words/words.ts';

/** Words of what gives access, on several screens: the second factor, and new devices. */
export const access = {
  factor: {
    beginning: 'Đang tạo mã…',
    otp: 'Mã 6 số trên điện thoại, hoặc mã dự phòng',
    firstOtp: 'Mã 6 số hiện trên điện thoại',
    step1: '1. Mở ứng dụng xác thực trên điện thoại (Google Authenticator, Microsoft Authenticator hoặc tương tự).',
    step2: '2. Quét mã này bằng ứng dụng.',
    byHand: 'Không quét được? Nhập khóa này vào ứng dụng:',
    qr: 'Mã QR cho ứng dụng xác thực',
    step3: '3. Nhập mã 6 số mà ứng dụng hiện ra.',
    confirm: 'Xác nhận',
    codesTitle: 'Mã dự phòng',
    codes:
      'Khi mất điện thoại, mỗi mã đăng nhập được một lần. In ra hoặc chép lại và cất nơi an toàn: mã chỉ hiện lúc này.',
    copyCodes: 'Sao chép cả mười mã',
    kept: 'Đã cất mã',
  },
  device: {
    addTitle: 'Thêm thiết bị cho {{station}}',
    how: 'Nhập mã này tại thiết bị. Trang tự biết khi thiết bị đã kết nối.',
    issuing: 'Đang lấy mã…',
    waiting: 'Đang chờ thiết bị…',
    connected: 'Đã thêm thiết bị {{name}}',
    connectedHow: 'Thiết bị tự nhận lịch và âm thanh trong vài phút.',
  },
} as const;
addWords('access', access);
