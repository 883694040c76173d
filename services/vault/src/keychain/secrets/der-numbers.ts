const SEQUENCE = 0x30;
const INTEGER = 0x02;
const DEEPEST = 8;

/**
 * The highest INTEGER in the SEQUENCEs of a DER document: for a private key in PKCS #8 the iterations of its key derivation,
 * for the key itself lies in an OCTET STRING. Undefined for what is no DER; infinite for a number of more than 6 bytes.
 */
export function highestNumberOf(der: Buffer): number | undefined {
  return der[0] === SEQUENCE ? walk(der, 0) : undefined;
}

function walk(der: Buffer, depth: number): number | undefined {
  if (depth > DEEPEST) return undefined;
  let highest = 0;
  for (let at = 0; at < der.length;) {
    const header = readHeader(der, at);
    if (header === undefined) return undefined;
    const content = der.subarray(header.start, header.end);
    const number = der[at] === SEQUENCE ? walk(content, depth + 1) : der[at] === INTEGER ? toNumber(content) : 0;
    if (number === undefined) return undefined;
    highest = Math.max(highest, number);
    at = header.end;
  }
  return highest;
}

/** Undefined also for the indefinite lengths of BER, which DER does not have. */
function readHeader(der: Buffer, at: number): { readonly start: number; readonly end: number } | undefined {
  const first = der[at + 1];
  if (first === undefined || first === 0x80 || first > 0x83) return undefined;
  const more = first & 0x80 ? first & 0x7f : 0;
  const start = at + 2 + more;
  if (start > der.length) return undefined;
  const end = start + (more === 0 ? first : der.readUIntBE(at + 2, more));
  return end > der.length ? undefined : { start, end };
}

function toNumber(content: Buffer): number {
  const digits = content[0] === 0 ? content.subarray(1) : content;
  if (digits.length === 0) return 0;
  return digits.length > 6 ? Infinity : digits.readUIntBE(0, digits.length);
}
