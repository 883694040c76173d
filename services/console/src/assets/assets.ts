import { createHash } from 'node:crypto';
import { ICON } from './icon.ts';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import { STYLESHEET } from './stylesheet.ts';

export interface Asset {
  readonly contentType: string;
  readonly text: string;
}

function named(stem: string, ending: string, text: string): string {
  return `${stem}.${createHash('sha256').update(text).digest('base64url').slice(0, 12)}.${ending}`;
}

const stylesheetName = named('console', 'css', STYLESHEET);
const iconName = named('icon', 'svg', ICON);
const passkeyScriptName = named('passkey', 'js', PASSKEY_SCRIPT);

export const STYLESHEET_PATH = `/assets/${stylesheetName}`;
export const ICON_PATH = `/assets/${iconName}`;
export const PASSKEY_SCRIPT_PATH = `/assets/${passkeyScriptName}`;

/** Served under the hash of their content: a name never changes its meaning, so a browser may keep it for ever. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map([
  [stylesheetName, { contentType: 'text/css; charset=utf-8', text: STYLESHEET }],
  [passkeyScriptName, { contentType: 'text/javascript; charset=utf-8', text: PASSKEY_SCRIPT }],
  [iconName, { contentType: 'image/svg+xml', text: ICON }],
]);
