import { isVietnameseWord } from './vietnamese-word.js';

/**
 * Reads text of tags whose encoding nobody says: TCVN3, VNI and Windows-1258 of before Unicode, and UTF-8 that was taken
 * for Latin-1. Tag readers pass such bytes on as Latin-1 (or Windows-1252) characters.
 * @param text as a tag reader gives it
 * @returns Unicode (NFC), or null when it cannot be told what it says: no title is better than one that cannot be read
 */
export function readVietnamese(text: string): string | null {
  if (text.includes('\uFFFD')) return null;
  const bytes = bytesOf(text);
  if (!bytes || isAscii(text)) return text.normalize('NFC');
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return readVietnamese(utf8);
  const asItIs = text.normalize('NFC');
  // A capital inside a word, as in `hÌ`, is a letter of another encoding.
  if (isVietnamese(asItIs) && !/\p{Ll}\p{Lu}/u.test(asItIs)) return asItIs;
  const legacy = [decodeTcvn3(text), decodeVni(text), decodeWindows1258(bytes)];
  const readable = [...new Set(legacy.filter((each) => isVietnamese(each)))];
  if (readable.length === 1) return readable[0] ?? null;
  return readable.length === 0 && isWestern(asItIs) ? asItIs : null;
}

/** At least four of five words that have a letter beyond ASCII are Vietnamese syllables. */
function isVietnamese(text: string): boolean {
  const words = wordsOf(text).filter((word) => !isAscii(word));
  const right = words.filter((word) => isVietnameseWord(word));
  return words.length > 0 && right.length >= 0.8 * words.length;
}

const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text);

// Symbols count as parts of a word, because that is what letters become in a wrong encoding.
const wordsOf = (text: string) => text.split(/[\s!-&(-@[-`{-~]+/).filter(Boolean);

/** Letters of Western Europe only, with nothing inside a word that is no letter. */
const isWestern = (text: string) =>
  wordsOf(text).every((word) => /^[^\p{L}\p{Cc}\u00ad]*[\p{L}\p{M}'’]*[^\p{L}\p{Cc}\u00ad]*$/u.test(word));

/** The bytes that were taken for Latin-1 or Windows-1252; undefined when a character is from neither. */
function bytesOf(text: string): Uint8Array | undefined {
  const bytes = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff ? code : WINDOWS_1252.get(character);
  });
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined;
}

const WINDOWS_1252 = new Map(
  Array.from({ length: 0x20 }, (_, index) => {
    const byte = 0x80 + index;
    return [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const;
  }),
);

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const decodeWindows1258 = (bytes: Uint8Array) => new TextDecoder('windows-1258').decode(bytes).normalize('NFC');

const TCVN3 = new Map(
  [
    ['¡¢£¤¥¦§¨©ª«¬\u00ad®', 'ĂÂÊÔƠƯĐăâêôơưđ'],
    ['µ¶·¸¹»¼½¾Æ', 'àảãáạằẳẵắặ'],
    ['ÇÈÉÊËÌÎÏÐÑ', 'ầẩẫấậèẻẽéẹ'],
    ['ÒÓÔÕÖ×ØÜÝÞ', 'ềểễếệìỉĩíị'],
    ['ßáâãäåæçèé', 'òỏõóọồổỗốộ'],
    ['êëìíîïñòóô', 'ờởỡớợùủũúụ'],
    ['õö÷øùúûüýþ', 'ừửữứựỳỷỹýỵ'],
  ].flatMap(([from = '', to = '']) => Array.from(from, (character, index) => [character, to[index] ?? ''] as const)),
);

/** TCVN 5712 VN3 ("ABC"). Its capitals with tone marks are small letters in a font of capitals. */
function decodeTcvn3(text: string): string {
  const read = Array.from(text, (character) => TCVN3.get(character) ?? character).join('');
  return isAllCapitals(text) ? read.toUpperCase() : read;
}

const isAllCapitals = (text: string) => /[A-Z].*[A-Z]/.test(text) && !/[a-z]/.test(text);

const GRAVE = '\u0300';
const ACUTE = '\u0301';
const TILDE = '\u0303';
const HOOK = '\u0309';
const DOT = '\u0323';
const CIRCUMFLEX = '\u0302';
const BREVE = '\u0306';
/** A letter, then a byte that says which marks it carries. */
const VNI_MARKS: Record<string, string> = {
  ø: GRAVE,
  ù: ACUTE,
  õ: TILDE,
  û: HOOK,
  ï: DOT,
  â: CIRCUMFLEX,
  ê: BREVE,
  à: CIRCUMFLEX + GRAVE,
  á: CIRCUMFLEX + ACUTE,
  ã: CIRCUMFLEX + TILDE,
  å: CIRCUMFLEX + HOOK,
  ä: CIRCUMFLEX + DOT,
  è: BREVE + GRAVE,
  é: BREVE + ACUTE,
  ü: BREVE + TILDE,
  ú: BREVE + HOOK,
  ë: BREVE + DOT,
};
/** Letters of their own. */
const VNI_LETTERS: Record<string, string> = { ñ: 'đ', ô: 'ơ', ö: 'ư', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };

const decodeVni = (text: string): string =>
  text
    .replaceAll(/[ñôöíìæóòî]/giu, (letter) => inCaseOf(letter, VNI_LETTERS[letter.toLowerCase()] ?? letter))
    .replaceAll(/([aeouyơư])([øùõûïâêàáãåäèéüúë])/giu, (_, letter: string, mark: string) =>
      `${letter}${VNI_MARKS[mark.toLowerCase()] ?? mark}`.normalize('NFC'),
    );

const inCaseOf = (model: string, letter: string) => (model === model.toUpperCase() ? letter.toUpperCase() : letter);
