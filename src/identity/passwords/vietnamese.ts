/** Letters without diacritics and spaces: `mật khẩu` becomes `matkhau`. */
export function folded(text: string): string {
  return withoutMarks(text).replaceAll(/\s/g, '');
}

/** How `text` is typed blindly in Telex, tones after the syllable or after the vowel: `mật` becomes `maatj` and `maajt`. */
export function telex(text: string): string[] {
  return typed(text, {
    shapes: { '\u0302': (letter) => letter, '\u0306': () => 'w', '\u031B': () => 'w' },
    stroke: 'dd',
    tones: { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' },
  });
}

/** The same in VNI: `mật` becomes `ma6t5` and `ma65t`. */
export function vni(text: string): string[] {
  return typed(text, {
    shapes: { '\u0302': () => '6', '\u0306': () => '8', '\u031B': () => '7' },
    stroke: 'd9',
    tones: { '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
  });
}

interface InputMethod {
  /** What a circumflex, breve or horn adds after its letter. */
  shapes: Record<string, (letter: string) => string>;
  stroke: string;
  tones: Record<string, string>;
}

function typed(text: string, method: InputMethod): string[] {
  const syllables = text.toLowerCase().split(/\s+/);
  const late = syllables.map((syllable) => lettersOf(syllable, method).join('') + toneOf(syllable, method));
  const early = syllables.map((syllable) => {
    const letters = lettersOf(syllable, method);
    const vowel = letters.findLastIndex((letter) => /^[aeiouy]/.test(letter));
    return letters.map((letter, index) => (index === vowel ? letter + toneOf(syllable, method) : letter)).join('');
  });
  return [late.join(''), early.join('')];
}

const toneOf = (syllable: string, { tones }: InputMethod): string =>
  [...syllable.normalize('NFD')].map((mark) => tones[mark] ?? '').join('');

/** What is typed for each letter of a syllable, without its tone. */
const lettersOf = (syllable: string, { shapes, stroke }: InputMethod): string[] =>
  [...syllable.normalize('NFC')].map((letter) => {
    if (letter === 'đ') return stroke;
    const [plain = '', ...marks] = letter.normalize('NFD');
    return plain + marks.map((mark) => shapes[mark]?.(plain) ?? '').join('');
  });

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** What people in Viet Nam, and at a radio station of a commune, take as a password or as part of one. */
export const VIETNAMESE_WORDS = [
  'mật khẩu',
  'mật mã',
  'mật khẩu mới',
  'đổi mật khẩu',
  'xin chào',
  'chào bạn',
  'tình yêu',
  'anh yêu em',
  'em yêu anh',
  'yêu em',
  'yêu anh',
  'yêu mãi',
  'nhớ em',
  'nhiều lắm',
  'suốt đời',
  'mãi mãi',
  'tiếng việt',
  'con yêu',
  'vợ yêu',
  'chồng yêu',
  'gia đình',
  'bố mẹ',
  'ba mẹ',
  'hạnh phúc',
  'may mắn',
  'không biết',
  'không có',
  'bí mật',
  'số một',
  'một hai ba',
  'một hai ba bốn',
  'tự do',
  'độc lập',
  'độc lập tự do hạnh phúc',
  'hoà bình',
  'bác hồ',
  'hồ chí minh',
  'đảng cộng sản',
  'tổ quốc',
  'quê hương',
  'việt nam',
  'việt nam vô địch',
  'hà nội',
  'sài gòn',
  'thành phố hồ chí minh',
  'đà nẵng',
  'hải phòng',
  'cần thơ',
  'huế',
  'nghệ an',
  'thanh hoá',
  'quảng ninh',
  'quảng nam',
  'quảng ngãi',
  'quảng trị',
  'quảng bình',
  'bắc ninh',
  'bắc giang',
  'hải dương',
  'hưng yên',
  'nam định',
  'thái bình',
  'thái nguyên',
  'ninh bình',
  'phú thọ',
  'lạng sơn',
  'lào cai',
  'cao bằng',
  'điện biên',
  'sơn la',
  'hoà bình',
  'tuyên quang',
  'hà giang',
  'hà tĩnh',
  'khánh hoà',
  'lâm đồng',
  'đồng nai',
  'bình dương',
  'bình phước',
  'bình định',
  'tây ninh',
  'long an',
  'tiền giang',
  'bến tre',
  'vĩnh long',
  'vĩnh phúc',
  'đồng tháp',
  'an giang',
  'kiên giang',
  'cà mau',
  'sóc trăng',
  'bạc liêu',
  'trà vinh',
  'hậu giang',
  'đắk lắk',
  'gia lai',
  'kon tum',
  'phú yên',
  'ninh thuận',
  'bình thuận',
  'nguyễn',
  'nguyễn văn',
  'nguyễn thị',
  'trần',
  'trần văn',
  'trần thị',
  'lê văn',
  'lê thị',
  'phạm',
  'phạm văn',
  'phạm thị',
  'hoàng',
  'huỳnh',
  'phan',
  'vũ',
  'võ',
  'đặng',
  'bùi',
  'đỗ',
  'ngô',
  'dương',
  'hùng',
  'dũng',
  'tuấn',
  'hương',
  'hằng',
  'truyền thanh',
  'đài truyền thanh',
  'phát thanh',
  'đài phát thanh',
  'loa',
  'loa phường',
  'loa xã',
  'loa truyền thanh',
  'phát sóng',
  'đài',
  'đài xã',
  'đài huyện',
  'phường',
  'xã',
  'thôn',
  'huyện',
  'tỉnh',
  'quận',
  'thị trấn',
  'uỷ ban',
  'uỷ ban nhân dân',
  'ubnd',
  'văn hoá',
  'văn hoá xã hội',
  'quản trị',
  'quản trị viên',
  'biên tập',
  'biên tập viên',
  'vận hành',
  'người vận hành',
  'lãnh đạo',
  'cộng tác viên',
  'kỹ thuật',
  'phê duyệt',
  'người duyệt',
  'nhân viên',
  'cán bộ',
  'trung tâm',
  'thông tin',
  'thông báo',
  'bản tin',
  'thời sự',
  'máy tính',
  'điện thoại',
] as const;
