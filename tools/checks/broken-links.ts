import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A link in Markdown, outside code, that starts neither with a scheme nor with `//`. */
const link = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;

function withoutCode(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
}

/** The anchor GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function hasAnchor(file: string, anchor: string): boolean {
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)];
  return headings.some(([, heading = '']) => anchorOf(heading) === anchor);
}

/**
 * Relative links of these Markdown files that lead nowhere, one sentence each. The walkthrough links each station to its file, so a renamed
 * file is found here. Links to lines (`#L12`) are not followed to the line: they would break with every edit above it.
 */
export function brokenLinks(root: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const text = withoutCode(readFileSync(join(root, file), 'utf8'));
    return [...text.matchAll(link)].flatMap(([, target = '']) => {
      if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const found =
        path === '' ? join(root, file) : join(path.startsWith('/') ? root : join(root, dirname(file)), decodeURI(path));
      if (!existsSync(found) || relative(root, found).startsWith('..'))
        return [`${file} links to ${target}, which does not exist.`];
      const checkable =
        anchor !== undefined && !/^L\d/.test(anchor) && found.endsWith('.md') && statSync(found).isFile();
      if (checkable && !hasAnchor(found, anchor)) return [`${file} links to ${target}, but there is no such heading.`];
      return [];
    });
  });
}
