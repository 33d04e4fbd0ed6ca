/** A script that answers when both weights of the till's letters are there; before that a picture has no words. */
export const LETTERS = `Promise.all(['400', '700'].map((weight) => document.fonts.load(weight + ' 16px "Till Sans"', 'あ0')))`;
