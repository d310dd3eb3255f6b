/** When the page itself has not come; apart from the others, which come with it. */
export const pageFailure = {
  notLoaded: 'Chưa tải được trang. Kiểm tra mạng rồi tải lại.',
  reload: 'Tải lại trang',
} as const;
