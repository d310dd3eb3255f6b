/** What the head of the day says; apart, as it is drawn before the rest of the page is loaded. */
export const nextWords = {
  title: 'Tiếp theo',
  in: 'còn {{length}}',
  isOnAir: 'Đang phát',
  onAir: 'Đang phát, còn {{length}}',
  onDevice: 'Đã có trên thiết bị',
  notOnDevice: 'Thiết bị chưa tải xong. Kiểm tra mạng.',
  asOf: 'Số liệu cập nhật {{time}}',
} as const;
