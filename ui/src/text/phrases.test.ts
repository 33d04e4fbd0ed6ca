import { expect, it } from 'vitest';
import words from '../../messages/ja.json';
import { phrasesOf } from './phrases';

it.each([
  ['本物のお金は一切動きません。', '本物の|お金は|一切動きません。'],
  ['最後に読み取られていないか確かめています。', '最後に|読み取られていないか|確かめています。'],
  ['商品・現金はまだ渡さないでください', '商品・現金はまだ|渡さないでください'],
  ['現金 1,200円をお返しください', '現金 1,200円を|お返しください'],
  ['「新しいQRをお出しします」', '「新しい|QRを|お出しします」'],
  ['お手続きできませんでした', 'お手続き|できませんでした'],
  ['結果を確認できませんでした', '結果を|確認できませんでした'],
  ['確認しています。そのままお待ちください', '確認しています。|そのまま|お待ちください'],
])('breaks_%s_between_phrases', (text, phrases) => {
  expect(phrasesOf(text).join('|')).toBe(phrases);
});

it('leaves_a_text_without_japanese_to_the_browser', () => {
  expect(phrasesOf('Hand nothing over yet.')).toEqual(['Hand nothing over yet.']);
  expect(phrasesOf('')).toEqual(['']);
});

it('loses_no_letter_of_any_message_and_begins_no_line_with_a_closing_mark', () => {
  for (const text of Object.values(words)) {
    const phrases = phrasesOf(text);
    expect(phrases.join('')).toBe(text);
    for (const phrase of phrases.slice(1)) expect(phrase, text).not.toMatch(/^[、。」)]/u);
  }
});
