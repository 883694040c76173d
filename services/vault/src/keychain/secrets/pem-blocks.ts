export interface PemBlock {
  /** `CERTIFICATE`, `RSA PRIVATE KEY`. */
  readonly label: string;
  /** The block as it stands, with its two lines around it. */
  readonly text: string;
  readonly bytes: Buffer;
}

/** No dashes inside: a text of nothing but beginnings is then read once, and not once for each. */
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----\s((?:(?!-----)[\s\S])*)-----END \1-----/g;
/** Headers of RFC 1421 (`Proc-Type: 4,ENCRYPTED`) and of OpenPGP (`Comment: …`) stand before an empty line. */
const HEADERS = /^(?:[A-Za-z-]+: [^\n]*\n)+\s*\n/;

/** The PEM blocks of a text, in order; whatever stands between them is skipped. A checksum line of OpenPGP is not decoded: `=` ends base64. */
export function pemBlocks(text: string): readonly PemBlock[] {
  return [...text.replaceAll('\r\n', '\n').matchAll(BLOCK)].map(([block, label = '', body = '']) => ({
    label,
    text: `${block}\n`,
    bytes: Buffer.from(body.replace(HEADERS, ''), 'base64'),
  }));
}
