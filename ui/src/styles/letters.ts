/**
 * Asks for both weights of the till's letters before the first word is drawn with them; a browser alone would do so
 * afterwards. Settles when they are there.
 */
export async function fetchLetters(): Promise<void> {
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 16px 'Till Sans'`, 'あ0')));
}
