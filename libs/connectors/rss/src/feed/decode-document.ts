/** The text of an XML document: by its byte order mark, else by what HTTP says, else by its first line, else UTF-8. */
export function decodeDocument(bytes: Uint8Array, contentType: string): string {
  const marked = markOf(bytes);
  const declared = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const written = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1];
  for (const charset of [marked, declared, written]) {
    if (charset === undefined) continue;
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      // A name nobody knows says nothing; the next one may.
    }
  }
  return new TextDecoder().decode(bytes);
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}
