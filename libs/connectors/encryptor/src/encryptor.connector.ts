import { defineConnector } from '@ebbflow/connector-sdk';
import { createSignature } from './actions/create-signature.action.ts';
import { decryptData } from './actions/decrypt-data.action.ts';
import { decryptSimply } from './actions/decrypt-simply.action.ts';
import { encryptData } from './actions/encrypt-data.action.ts';
import { encryptSimply } from './actions/encrypt-simply.action.ts';

/** Make's app is called Encryptor on the screen and `crypto` in a blueprint. */
export const encryptorConnector = defineConnector({
  app: 'crypto',
  label: 'Encryptor',
  modules: [encryptSimply, decryptSimply, encryptData, decryptData, createSignature],
});
