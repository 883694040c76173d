import type { Rule } from 'turndown';

/** What is asked of the converter's document; its own lists cannot be iterated. */
interface DomNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<DomNode>;
}

/** A table as GitHub writes it: its first row is the heading, a `|` inside a cell is escaped, cells hold one line of text. */
export const tableRule: Rule = {
  filter: 'table',
  replacement: (_content, node) => {
    const rows = within(node as unknown as DomNode, ['TR']).map((row) =>
      within(row, ['TH', 'TD']).map(({ textContent }) => oneLine(textContent ?? '')),
    );
    const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), 0);
    const [heading, ...body] = rows;
    if (heading === undefined || width === 0) return '';
    const line = (cells: readonly string[]): string =>
      `| ${Array.from({ length: width }, (_, index) => cells[index] ?? '').join(' | ')} |`;
    return `\n\n${[line(heading), line(Array<string>(width).fill('---')), ...body.map(line)].join('\n')}\n\n`;
  },
};

/** The nearest elements of these names; what stands inside one of them is its own affair. */
function within(node: DomNode, names: readonly string[]): readonly DomNode[] {
  return Array.from(node.childNodes).flatMap((child) =>
    names.includes(child.nodeName) ? [child] : within(child, names),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}
