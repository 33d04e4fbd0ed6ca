import { expect, it } from 'vitest';
import { foldText, isFound } from './find';

const SOUND = ['音を鳴らす', 'Sound', 'おとをならす サウンド oto', 'sound beep'];

it.each([
  'おと',
  'オト',
  '音',
  'sound',
  'SOUND',
  'Sound',
  'ｓｏｕｎｄ',
  'ｵﾄ',
  'サウンド',
  'さうんど',
  'oto',
  '',
])('finds_the_sound_by_%s', (typed) => {
  expect(isFound(typed, SOUND)).toBe(true);
});

it('finds_only_what_has_every_word', () => {
  expect(isFound('sound beep', SOUND)).toBe(true);
  expect(isFound('sound printer', SOUND)).toBe(false);
  expect(isFound('サウンド　おと', SOUND)).toBe(true);
});

it('reads_katakana_with_marks_as_hiragana', () => {
  expect(foldText('プリンター ヴ')).toBe('ぷりんたー ゔ');
});
