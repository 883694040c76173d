import { type BrowserKind, MINIMUM_BROWSERS } from './minimum-browsers.ts';

export interface BrowserHeaders {
  /** `User-Agent`. */
  readonly userAgent: string | undefined;
  /** `Sec-CH-UA`: written by Chromium itself, also where the user agent is frozen or was replaced. */
  readonly brands?: string | undefined;
}

const CHROMIUM_BRAND = /"Chromium";v="(\d{1,5})"/;
/** Every browser says it is Mozilla, and nearly no program does; search engines and monitors do, and say what they are besides. */
const A_BROWSER = /^(?:Mozilla|Opera)\//;
const A_ROBOT = /bot\b|bot\/|crawl|spider|slurp|preview|facebookexternalhit|lighthouse|pingdom|uptime|monitor/i;
/** Of before 2015, or engines that get no updates any more: whatever version they say. */
const PAST = /^Mozilla\/[1-4]\.|^Opera\/|\bMSIE |\bTrident\/|\bEdge\/\d|\bOpera Mini\b|\bPresto\//;

/** In this order: a browser on iOS is the system's WebKit whatever its name, and Chromium says that it is Safari as well. */
const KINDS: readonly (readonly [BrowserKind, RegExp])[] = [
  ['ios', /\b(?:iPhone|iPad|iPod)\b.*? OS (\d{1,5})[_.](\d{1,5})/],
  ['firefox', /\bFirefox\/(\d{1,5})(?:\.(\d{1,5}))?/],
  ['chromium', /\b(?:Chrome|Chromium|HeadlessChrome)\/(\d{1,5})(?:\.(\d{1,5}))?/],
  ['safari', /\bVersion\/(\d{1,5})(?:\.(\d{1,5}))?.*\bSafari\//],
];

/** Is this a browser older than the console is made for? What is no browser, or one nobody here knows, is none. */
export function isOutdated({ userAgent = '', brands = '' }: BrowserHeaders): boolean {
  const chromium = CHROMIUM_BRAND.exec(brands)?.[1];
  if (chromium !== undefined) return isOlder('chromium', [Number(chromium), 0]);
  // Longer ones are no browser's, and searching them would cost.
  if (userAgent.length > 1_000 || !A_BROWSER.test(userAgent) || A_ROBOT.test(userAgent)) return false;
  if (PAST.test(userAgent)) return true;
  for (const [kind, pattern] of KINDS) {
    const match = pattern.exec(userAgent);
    if (match !== null) return isOlder(kind, [Number(match[1]), Number(match[2] ?? 0)]);
  }
  return false;
}

function isOlder(kind: BrowserKind, [major, minor]: readonly [number, number]): boolean {
  const [needed, neededMinor] = MINIMUM_BROWSERS[kind].version;
  return major < needed || (major === needed && minor < neededMinor);
}
