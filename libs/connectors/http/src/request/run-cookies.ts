import type { CookiePort, ModuleContext, ModuleResult, Value } from '@ebbflow/connector-sdk';
import { CookieJar } from 'tough-cookie';

/** Where the jar lies between two calls of a run. A variable is journaled with the step, so a resumed run has its cookies. */
const VARIABLE = 'http:cookies';
const MOST_COOKIES = 300;
const LONGEST_COOKIE = 4_096;

interface Cookies {
  readonly port: CookiePort;
  /** Undefined where no answer set one. */
  changes(): ModuleResult['variables'];
}

/** The cookies that the calls of this run share, as a browser would send them (RFC 6265; no cookie for a whole public suffix). */
export function openCookies(context: Pick<ModuleContext, 'variable'>): Cookies {
  const jar = restore(context.variable(VARIABLE));
  let hasChanged = false;
  return {
    port: {
      headerFor: (url) => jar.getCookieStringSync(url) || undefined,
      store: (url, setCookies) => {
        for (const line of setCookies.slice(0, MOST_COOKIES)) {
          if (line.length > LONGEST_COOKIE) continue;
          hasChanged = jar.setCookieSync(line, url, { ignoreError: true }) !== undefined || hasChanged;
        }
      },
    },
    changes: () => (hasChanged ? { scope: 'execution', values: { [VARIABLE]: serialise(jar) } } : undefined),
  };
}

function serialise(jar: CookieJar): string {
  const { cookies = [], ...about } = jar.serializeSync() ?? {};
  // Newest last; a site that sets a new name with every answer loses its own first ones.
  return JSON.stringify({ ...about, cookies: cookies.slice(-MOST_COOKIES) });
}

function restore(value: Value): CookieJar {
  // An author may have a variable of this name; what does not read as a jar is none.
  try {
    return typeof value === 'string' ? CookieJar.deserializeSync(value) : new CookieJar();
  } catch {
    return new CookieJar();
  }
}
