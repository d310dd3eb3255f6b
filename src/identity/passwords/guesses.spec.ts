import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { guessesFor } from './guesses.js';
import { folded, telex, vni } from './vietnamese.js';

const OWN = ['le.thi.hoa', 'Lê Thị Hoà', 'Trung tâm Văn hoá Minh Khai', 'vang'];
const isWeak = (password: string) => guessesFor(password, OWN).log10 < 10;

describe('the guesses that a password needs', () => {
  it.each([
    ['known passwords', ['qwerty123456', 'iloveyou12345', 'password1234', 'abcd12345678', 'football2020']],
    [
      'years and signs behind a word',
      ['Password2026!', 'Summer2026!!', 'Admin@123456', 'Welcome2025!!', 'January2026!'],
    ],
    ['l33t', ['P@ssw0rd1234', 'P4$$w0rd2026', 'M@tKhau2026!!', 'Tru7enth@nh1']],
    ['keyboard rows', ['1q2w3e4r5t6y', 'zaq12wsxcde3', 'asdfghjkl;12', 'qwertyuiop12', 'qazwsxedcrfv']],
    ['runs and repetitions', ['abcdefghijkl', '123456789012', 'abc123abc123', '20261129200101']],
    [
      'Vietnamese',
      ['matkhau123456', 'vietnam2026!!', 'anhyeuem12345', 'NguyenVanA1990', 'truyenthanh2026', 'loaphuong@2026'],
    ],
    ['Vietnamese with diacritics', ['mật khẩu 2026', 'Mật Khẩu 123', 'anh yêu em 123', 'việt nam 1975']],
    ['a declaration of love', ['anhyeuemnhieulam', 'em yêu anh mãi mãi']],
    ['Telex and VNI', ['tieengs vieetj', 'maatjkhaaur123', 'vieejtnam2026', 'ma6t5kha6u312', 'ma65tkha6u312']],
    ['the person', ['lethihoa2026!', 'LeThiHoa@1990', 'hoà lê thị 123', 'le.thi.hoa.1']],
    ['a mail address of theirs', ['hoa@minhkhai.vn', 'hoa.le@minhkhai.vn', 'Hoa@VanHoa.vn']],
    ['where they work', ['minhkhai2026!', 'MinhKhai@1234', 'vangvangvang1', 'vang2026@vang']],
  ])('are few for %s', (_, passwords) => {
    expect(passwords.filter((password) => !isWeak(password))).toEqual([]);
  });

  it('are many for sentences and for random characters', () => {
    const strong = [
      'hoa sen nở trắng ao làng',
      'đài xã nói lúc năm giờ',
      'một câu dài dễ nhớ',
      'x7Gh$kPq91ab',
      'correct horse battery staple',
    ];
    expect(strong.filter(isWeak)).toEqual([]);
    const random = fc.string({ unit: fc.constantFrom(...'bcdfghjkmnpqrstvwxz23456789'), minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(random, (password) => new Set(password).size < 8 || !isWeak(password)),
      { numRuns: 20 },
    );
  });

  it('say when it is the person that makes them few', () => {
    expect(guessesFor('lethihoa2026!', OWN).isPersonal).toBe(true);
    expect(guessesFor('qwerty123456', OWN).isPersonal).toBe(false);
  });
});

describe('Vietnamese as it is typed blindly', () => {
  it('is folded, Telex or VNI', () => {
    expect(folded('Đường Trường Sơn')).toBe('DuongTruongSon');
    expect(telex('mật khẩu')).toEqual(['maatjkhaaur', 'maajtkhaaur']);
    expect(telex('đường')).toEqual(['dduwowngf', 'dduwowfng']);
    expect(vni('mật')).toEqual(['ma6t5', 'ma65t']);
  });
});
