/** `Bình Trung` of `Đài truyền thanh xã Bình Trung`: where every row is a station, what all have in common is left out. */
export const shortStation = (name: string): string =>
  name.replace(/^đài truyền thanh (xã |thị trấn |phường |cấp xã )?/i, '') || name;
