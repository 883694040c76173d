import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Inject, Injectable } from '@nestjs/common';
import { BadPasskeyError } from '../identity.errors.ts';
import { deriveChallenge } from '../pending-sign-ins/derive-challenge.ts';
import type { PasskeyRow } from './find-passkey.sql.ts';
import { PasskeyConfig } from './passkey.config.ts';
import type { NewPasskey } from './passkeys.repository.ts';

const PURPOSE = 'challenge of a passkey';
const TIMEOUT_MS = 300_000;

/** What WebAuthn asks of a site (level 3, §7.1 and §7.2). Whatever is wrong is one error, without a reason. */
@Injectable()
export class PasskeyCeremonies {
  constructor(@Inject(PasskeyConfig) private readonly config: PasskeyConfig) {}

  async registrationOptions(
    token: string,
    user: { readonly id: string; readonly email: string; readonly known: readonly string[] },
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return generateRegistrationOptions({
      rpName: 'Ebbflow',
      rpID: this.config.rpId,
      userID: new TextEncoder().encode(user.id),
      userName: user.email,
      challenge: bytesOf(deriveChallenge(token, PURPOSE)),
      timeout: TIMEOUT_MS,
      // Which make a device is says something about its owner, and nothing here depends on it.
      attestationType: 'none',
      excludeCredentials: user.known.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  async signInOptions(token: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.config.rpId,
      challenge: bytesOf(deriveChallenge(token, PURPOSE)),
      timeout: TIMEOUT_MS,
      userVerification: 'required',
      // None: the device offers what it has for this site, so the page need not know who is there.
      allowCredentials: [],
    });
  }

  /** @throws BadPasskeyError */
  async register(token: string, response: unknown): Promise<Omit<NewPasskey, 'name'>> {
    const { verified, registrationInfo } = await judged(() =>
      verifyRegistrationResponse({ response: response as RegistrationResponseJSON, ...this.#expected(token) }),
    );
    if (!verified) throw new BadPasskeyError();
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: String(credential.counter),
      isSynced: credentialBackedUp,
    };
  }

  /** How often the device says it was used, this time included. @throws BadPasskeyError */
  async signIn(token: string, response: unknown, passkey: PasskeyRow & { credentialId: string }): Promise<number> {
    const { userHandle } = (response as AuthenticationResponseJSON).response;
    if (userHandle !== Buffer.from(passkey.user_id).toString('base64url')) throw new BadPasskeyError();
    const credential = {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.public_key),
      counter: Number(passkey.counter),
    };
    const { verified, authenticationInfo } = await judged(() =>
      verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        credential,
        ...this.#expected(token),
      }),
    );
    if (!verified) throw new BadPasskeyError();
    return authenticationInfo.newCounter;
  }

  #expected(token: string) {
    return {
      expectedChallenge: deriveChallenge(token, PURPOSE),
      expectedOrigin: this.config.origin,
      expectedRPID: this.config.rpId,
      requireUserVerification: true,
    };
  }
}

/** The library says what is wrong in texts with values of the caller in them, which are nobody's business here. */
async function judged<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch {
    throw new BadPasskeyError();
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'));
}
