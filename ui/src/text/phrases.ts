/**
 * Where a line of Japanese may break. Browsers break it after any letter; read at a glance, it has to break between
 * phrases. Not every engine of a terminal knows `word-break: auto-phrase`, and all of them know where words end.
 */

const words = new Intl.Segmenter('ja', { granularity: 'word' });

const KANA = /^[\p{sc=Hiragana}ー]+$/u;
const IDEOGRAPH = /[\p{sc=Han}\p{sc=Katakana}ー々]/u;
const CLOSES = /^[、。・」』)!?::;,.…%]/u;
const OPENS = /[「『(・]$/u;
const ENDS_SENTENCE = /[、。]$/u;
const HONORIFIC = /^[おご]$/u;
/** The first half of a verb made of two: 読み取る, 受け取る. */
const STEM = /^\p{sc=Han}+[いきぎしちにびみりえけげせてべめれ]$/u;

/** So many letters fill a line of large type well enough to end it. */
const LONG = 4;

/** The parts of a text between which a line may break. Joined they are the text. */
export function phrasesOf(text: string): string[] {
  if (!IDEOGRAPH.test(text) && !/\p{sc=Hiragana}/u.test(text)) return [text];
  const phrases: string[] = [];
  let before = '';
  for (const { segment: word } of words.segment(text)) {
    const phrase = phrases.at(-1);
    if (phrase !== undefined && belongsTo(phrase, before, word)) phrases[phrases.length - 1] = phrase + word;
    else phrases.push(word);
    before = word;
  }
  return phrases;
}

/** Whether a word is read in one breath with what stands before it. */
function belongsTo(phrase: string, before: string, word: string): boolean {
  // What follows a long noun is a verb of its own: お手続き できませんでした.
  if (word.startsWith('でき') && phrase.length >= LONG) return false;
  if (CLOSES.test(word) || OPENS.test(phrase) || HONORIFIC.test(before) || STEM.test(before)) return true;
  if (HONORIFIC.test(word) || ENDS_SENTENCE.test(phrase)) return false;
  // Particles and endings; a compound of several words; a number and what is counted.
  if (KANA.test(word)) return true;
  if (IDEOGRAPH.test(phrase.at(-1) ?? '') && IDEOGRAPH.test(word.charAt(0))) return true;
  return /\s$/u.test(phrase) || /^\s/u.test(word) || /[\d\w]$/u.test(phrase);
}
