/**
 * The origin (scheme, host, port) of a URL in the one spelling that comparing may rely on, or undefined when it is no
 * http(s) URL or has a user name in it.
 */
function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url.origin;
}

/** As `originOf`, for what is being allowed: a path, query or fragment would promise a limit that is not kept. */
export function allowedOriginOf(text: string): string | undefined {
  const origin = originOf(text);
  return origin !== undefined && URL.parse(text)?.href === `${origin}/` ? origin : undefined;
}

/** Exactly one of them; no sub-domains, no other port, no other scheme. */
export function isOriginAllowed(origin: string, allowedOrigins: readonly string[]): boolean {
  const asked = originOf(origin);
  return asked !== undefined && allowedOrigins.includes(asked);
}

/** Each once, in that spelling; what is no origin is left out (and was refused before). */
export function allowedOriginsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => allowedOriginOf(text) ?? []))];
}
