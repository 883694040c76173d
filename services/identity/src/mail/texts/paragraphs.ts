/** Paragraphs with a line between them; empty ones are left out. */
export function paragraphs(...texts: string[]): string {
  return `${texts.filter((text) => text !== '').join('\n\n')}\n`;
}
