import { addWords } from '../../words/words.ts';

export const signIn = {
  title: 'Đăng nhập',
  product: 'Vang: lịch phát và nội dung cho đài truyền thanh cơ sở',
  forgotten: 'Quên mật khẩu: hỏi quản trị viên.',
  haveInvitation: 'Tài khoản mới: nhập mã mời',
  invitation: 'Nhận mã mời',
  invitationHow: 'Nhập mã do quản trị viên đưa và chọn mật khẩu mới.',
  code: 'Mã mời',
  newPassword: 'Mật khẩu mới',
  passwordHint: 'Ít nhất 12 ký tự. Một câu gồm vài từ vừa mạnh vừa dễ nhớ.',
  accept: 'Đặt mật khẩu và vào',
  toSignIn: 'Đã có mật khẩu? Đăng nhập',
} as const;
addWords('signIn', signIn);
