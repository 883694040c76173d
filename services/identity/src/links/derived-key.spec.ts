import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@ebbflow/config';
import { generateServiceKeys, ServiceKeysConfig } from '@ebbflow/service-host';
import { AuditAnchorSignatures } from '../audit/audit-anchor-signatures.ts';
import { UnsubscribeTokens } from '../mail-preferences/unsubscribe-tokens.ts';
import { LinkTokens } from './link-tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'ebbflow-derived-key-'));
const file = join(folder, 'identity.pem');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const [first, next] = [generateServiceKeys(), generateServiceKeys()];
const place = { tenantId: `org_${'a'.repeat(32)}`, day: '2026-03-01', position: 7, hash: Buffer.alloc(32, 1) };
const unsubscription = { tenantId: place.tenantId, userId: `usr_${'b'.repeat(32)}`, purpose: 'business' as const };

const start = () => {
  const keys = new ServiceKeysConfig(new Settings({ EBB_SERVICE_KEY_FILE: file, EBB_SERVICE_JWKS: first.jwks }));
  return {
    keys,
    links: new LinkTokens(keys),
    unsubscribe: new UnsubscribeTokens(keys),
    anchors: new AuditAnchorSignatures(keys),
  };
};

describe('after the service key was replaced, a process that ran on and one that started anew', () => {
  writeFileSync(file, first.privateKeys.identity);
  const old = start();
  const before = {
    link: old.links.of('lnk_1').hash,
    unsubscribe: old.unsubscribe.of(unsubscription).reveal(),
    keyId: old.anchors.keyId,
    signature: old.anchors.sign(place),
  };
  writeFileSync(file, next.privateKeys.identity);
  old.keys.reload();
  const fresh = start();

  it('make the same tokens of links', () => {
    expect(old.links.of('lnk_1').hash).toEqual(fresh.links.of('lnk_1').hash);
    expect(old.links.of('lnk_1').hash).not.toEqual(before.link);
  });

  it('read the same tokens to unsubscribe, each of the other', () => {
    expect(fresh.unsubscribe.read(old.unsubscribe.of(unsubscription).reveal())).toEqual(unsubscription);
    expect(old.unsubscribe.read(fresh.unsubscribe.of(unsubscription).reveal())).toEqual(unsubscription);
    expect(old.unsubscribe.read(before.unsubscribe)).toBeUndefined();
  });

  it('sign ends of chains with the same key, under its name', () => {
    expect(old.anchors.keyId).toBe(fresh.anchors.keyId);
    expect(old.anchors.keyId).not.toBe(before.keyId);
    expect(fresh.anchors.isOurs(place, old.anchors.sign(place))).toBe(true);
    expect(old.anchors.isOurs(place, before.signature)).toBe(false);
  });
});
