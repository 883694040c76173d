/** Takes letters apart into base and mark, drops the marks and puts the rest together again. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}
