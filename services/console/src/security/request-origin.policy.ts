export interface RequestOrigin {
  /** `Sec-Fetch-Site`: written by the browser, out of reach of scripts. */
  readonly fetchSite: string | undefined;
  /** `Origin`. */
  readonly origin: string | undefined;
}

/** Did this request come from a page of ours? `unknown`: a client that says nothing, which no current browser is. */
export function sourceOf({ fetchSite, origin }: RequestOrigin, publicOrigin: string): 'own' | 'foreign' | 'unknown' {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' ? 'own' : 'foreign';
  if (origin !== undefined) return origin === publicOrigin ? 'own' : 'foreign';
  return 'unknown';
}
