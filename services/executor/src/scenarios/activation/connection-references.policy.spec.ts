import type { JsonObject } from '@ebbflow/kernel';
import { readVersion } from '../read-version.ts';
import { connectionReferences } from './connection-references.policy.ts';

const CONNECTION = 'con_0193f5a0c0de7000800000000000a006';

function references(name: string, parameters: JsonObject, more: JsonObject = {}): unknown {
  const module = { id: 1, module: name, version: 1, parameters, mapper: {}, ...more };
  return connectionReferences(readVersion({ name: 'x', flow: [module] }).blueprint).map(({ pointer, connectionId }) => [
    pointer,
    connectionId,
  ]);
}

describe('the connections of a module', () => {
  it('are missing where the module cannot work without', () => {
    expect(references('http:ActionSendDataAPIKeyAuth', {})).toEqual([['/flow/0/parameters/auth', undefined]]);
    expect(references('http:ActionSendDataOAuth', { __IMTCONN__: '4711' })).toEqual([
      ['/flow/0/parameters/__IMTCONN__', undefined],
    ]);
  });

  it.each([
    'email:ActionSendEmail',
    'ftp:DownloadFile',
    'sftp:Download',
    'mysql:executeQuery',
    'postgresql:executeQuery',
  ])('are accounts to %s, which it cannot work without', (name) => {
    expect(references(name, {})).toEqual([['/flow/0/parameters/account', undefined]]);
    expect(references(name, { __IMTCONN__: CONNECTION })).toEqual([['/flow/0/parameters/__IMTCONN__', CONNECTION]]);
  });

  it('depend on how the request is authorised', () => {
    const left = { oAuthKeychain: '4711', apiKeyKeychain: CONNECTION };
    expect(references('http:MakeRequest', { ...left, authenticationType: 'noAuth' })).toEqual([]);
    expect(references('http:MakeRequest', { ...left, authenticationType: 'apiKey' })).toEqual([
      ['/flow/0/parameters/apiKeyKeychain', CONNECTION],
    ]);
    expect(references('http:DownloadFile', { authenticationType: 'apiKey' })).toEqual([
      ['/flow/0/parameters/apiKeyKeychain', undefined],
    ]);
    expect(references('http:MakeRequest', { authenticationType: 'constructor' })).toEqual([]);
  });

  it('may be keys of the keychain, or a login in the module itself', () => {
    const key = 'kch_0193f5a0c0de7000800000000000a006';
    for (const name of [
      'http:ActionSendDataAPIKeyAuth',
      'http:ActionSendDataBasicAuth',
      'http:ActionSendDataClientCertAuth',
    ]) {
      expect(references(name, {})).toEqual([['/flow/0/parameters/auth', undefined]]);
      expect(references(name, { auth: key })).toEqual([]);
    }
    expect(references('http:MakeRequest', { authenticationType: 'basicAuth', basicAuthKeychain: key })).toEqual([]);
    expect(references('http:ActionSendDataBasicAuth', {}, { mapper: { username: 'u' } })).toEqual([]);
  });

  it('are looked at in any module that names one', () => {
    expect(references('acme:Unheard', { account: CONNECTION, other: CONNECTION })).toEqual([
      ['/flow/0/parameters/account', CONNECTION],
      ['/flow/0/parameters/other', CONNECTION],
    ]);
  });

  it('are all that are named where only the run will know which of them is used', () => {
    const parameters = { oAuthKeychain: CONNECTION, more: { 'a/b': ['x', CONNECTION] } };
    expect(references('http:MakeRequest', parameters, { mapper: { authenticationType: '{{1.kind}}' } })).toEqual([
      ['/flow/0/parameters/oAuthKeychain', CONNECTION],
      ['/flow/0/parameters/more/a~1b/1', CONNECTION],
    ]);
  });

  it('are seen in error handlers and routes, and not where the module is switched off', () => {
    const inner = { id: 2, module: 'acme:Unheard', version: 1, parameters: { account: CONNECTION }, mapper: {} };
    expect(references('util:ComposeTransformer', {}, { onerror: [inner] })).toEqual([
      ['/flow/0/onerror/0/parameters/account', CONNECTION],
    ]);
    expect(references('http:ActionSendDataAPIKeyAuth', {}, { disabled: true })).toEqual([]);
  });
});
