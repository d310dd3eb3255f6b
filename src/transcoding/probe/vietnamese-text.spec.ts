import { describe, expect, it } from '@jest/globals';
import { readVietnamese } from './vietnamese-text.js';

const TEXT = `Bản tin thời sự xã Bình Chương sáng thứ hai. Kính mời bà con nhân dân theo dõi chương trình phát thanh của
Đài truyền thanh xã. Uỷ ban nhân dân xã thông báo lịch tiêm phòng cho trẻ em dưới năm tuổi tại trạm y tế. Để phòng chống
lụt bão, các hộ gia đình ở vùng trũng chủ động di chuyển đồ đạc lên cao, giữ liên lạc với tổ trưởng. Hướng dẫn kỹ thuật
chăm sóc lúa vụ hè thu, bón phân đúng cách, diệt rầy nâu và sâu cuốn lá nhỏ. Lễ kỷ niệm ngày thương binh liệt sĩ được tổ
chức trang trọng tại nghĩa trang. Nghị quyết của hội đồng nhân dân về xây dựng nông thôn mới, giảm nghèo bền vững`
  .normalize('NFC')
  .split(/\s+/);

const phrases = [3, 4, 8].flatMap((length) =>
  TEXT.slice(0, TEXT.length - length).map((_, at) => TEXT.slice(at, at + length).join(' ')),
);

const TCVN3 = Object.fromEntries(
  [
    ['ĂÂÊÔƠƯĐăâêôơưđ', '¡¢£¤¥¦§¨©ª«¬\u00ad®'],
    ['àảãáạằẳẵắặ', 'µ¶·¸¹»¼½¾Æ'],
    ['ầẩẫấậèẻẽéẹ', 'ÇÈÉÊËÌÎÏÐÑ'],
    ['ềểễếệìỉĩíị', 'ÒÓÔÕÖ×ØÜÝÞ'],
    ['òỏõóọồổỗốộ', 'ßáâãäåæçèé'],
    ['ờởỡớợùủũúụ', 'êëìíîïñòóô'],
    ['ừửữứựỳỷỹýỵ', 'õö÷øùúûüýþ'],
  ].flatMap(([letters = '', bytes = '']) => Array.from(letters, (letter, at) => [letter, bytes[at] ?? ''])),
);

const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const VNI_LETTERS: Record<string, string> = { đ: 'ñ', ơ: 'ô', ư: 'ö', í: 'í', ì: 'ì', ỉ: 'æ', ĩ: 'ó', ị: 'ò', ỵ: 'î' };
const VNI_TONES = { '': 'øùõûï', '\u0302': 'àáãåä', '\u0306': 'èéüúë' };

function vni(letter: string): string {
  const small = letter.toLowerCase();
  const parts = Array.from(small.normalize('NFD'));
  const tone = parts.findIndex((part) => TONES.includes(part));
  const mark = TONES.indexOf(parts[tone] ?? '');
  const base = parts
    .filter((_, at) => at !== tone)
    .join('')
    .normalize('NFC');
  const [plain = '', shape = ''] = Array.from(base.normalize('NFD'));
  const inOne = VNI_LETTERS[small];
  if (inOne) return letter === small ? inOne : inOne.toUpperCase();
  const written =
    shape === '\u0302' || shape === '\u0306'
      ? plain + (mark < 0 ? { '\u0302': 'â', '\u0306': 'ê' }[shape] : (VNI_TONES[shape][mark] ?? ''))
      : (VNI_LETTERS[base] ?? base) + (VNI_TONES[''][mark] ?? '');
  return letter === small ? written : written.toUpperCase();
}

const BYTES_1258 = new Map(
  Array.from({ length: 128 }, (_, at) => [new TextDecoder('windows-1258').decode(Uint8Array.of(128 + at)), 128 + at]),
);

function windows1258(letter: string): string {
  if (letter < '\u0080') return letter;
  const parts = Array.from(letter.normalize('NFD'));
  const tone = parts.find((part) => TONES.includes(part)) ?? '';
  const base = parts
    .filter((part) => part !== tone)
    .join('')
    .normalize('NFC');
  const byteOf = (character: string) => String.fromCharCode(BYTES_1258.get(character) ?? character.charCodeAt(0));
  return byteOf(base) + (tone && byteOf(tone));
}

const each = (write: (letter: string) => string) => (text: string) => Array.from(text, write).join('');
const ENCODINGS: Record<string, (text: string) => string> = {
  TCVN3: each((letter) => TCVN3[letter] ?? TCVN3[letter.toLowerCase()] ?? letter),
  VNI: each(vni),
  'Windows-1258': each(windows1258),
  'UTF-8 read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
  'UTF-8 read as Latin-1 twice': (text) => Buffer.from(Buffer.from(text).toString('latin1')).toString('latin1'),
  Unicode: (text) => text,
  'Unicode, decomposed': (text) => text.normalize('NFD'),
};

describe('readVietnamese', () => {
  it.each(Object.entries(ENCODINGS))('reads phrases in %s, or nothing', (name, encode) => {
    // Its capitals with tone marks cannot be told from small letters.
    const same = (text: string | null) => (name === 'TCVN3' ? text?.toLowerCase() : text);
    const read = phrases.map((phrase) => ({ phrase, text: readVietnamese(encode(phrase)) }));
    const wrong = read.filter(({ phrase, text }) => text !== null && same(text) !== same(phrase));
    const none = read.filter(({ text }) => text === null);
    expect(wrong.length / phrases.length).toBeLessThan(0.01);
    expect(none.length / phrases.length).toBeLessThan(0.05);
  });

  it('leaves English and French as they are', () => {
    expect(readVietnamese('Morning news, 5 May')).toBe('Morning news, 5 May');
    expect(readVietnamese('Café à la carte')).toBe('Café à la carte');
  });

  it('offers nothing rather than what cannot be read', () => {
    expect(readVietnamese('B\uFFFDn tin')).toBeNull();
    expect(readVietnamese('B\u00b6\u00b1n \u00a7\u00a9\u00f7x\u00b5')).toBeNull();
  });
});
