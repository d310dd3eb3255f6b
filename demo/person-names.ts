const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương'];
const GIVEN = ['Văn An', 'Thị Hoa', 'Minh Tuấn', 'Thị Lan', 'Quốc Hùng', 'Thị Thu', 'Văn Sơn', 'Thị Mai'];

/** A name as people have it; the first 88 differ. */
export const personName = (index: number): string =>
  `${FAMILIES[index % FAMILIES.length]} ${GIVEN[index % GIVEN.length]}`;
