const KEY = 'ebb-place';

/** Remembers where one is, in this tab only, before signing in takes one away; no address ever says where to go after. */
export function keepPlace(): void {
  sessionStorage.setItem(KEY, location.pathname + location.search);
}

/** Where one was, once; undefined when nothing was kept, or one has come somewhere else by oneself. */
export function takePlace(): string | undefined {
  const place = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return place !== null && place.startsWith('/') && location.pathname === '/' ? place : undefined;
}
