/** Beginnings of a syllable; `qu` and `gi` count as such. */
const ONSETS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');

/** What may follow, without its tone. Source: the rhyme tables of Hoàng Phê's dictionary of spelling. */
const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
   i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu iêu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oem oen oeo oet oi om on ong ooc
   oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
   u ua uâ uân uâng uât uây uc uê uêch uên uênh uêu ui um un ung uô uôc uôi uôm uôn uông uôt uơ uơm uơn uơt up ut uy
   uya uych uyên uyêt uyn uynh uyp uyt uyu
   ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
   y yêm yên yêng yêt yêu`.split(/\s+/),
);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** A syllable that a stop ends has one of two tones. */
const STOPPED = /(?:c|ch|k|p|t)$/;

/** Whether `word` is spelled as a Vietnamese syllable can be; in any case, composed or not. */
export function isVietnameseWord(word: string): boolean {
  const spelled = word.toLowerCase().normalize('NFD');
  const tones = spelled.match(TONES) ?? [];
  const plain = spelled.replaceAll(TONES, '').normalize('NFC');
  if (tones.length > 1 || (STOPPED.test(plain) && !['\u0301', '\u0323'].includes(tones[0] ?? ''))) return false;
  return RIMES.has(plain) || ['gi', 'quy'].includes(plain) || ONSETS.some((onset) => isRime(plain, onset));
}

const isRime = (word: string, onset: string) => word.startsWith(onset) && RIMES.has(word.slice(onset.length));
