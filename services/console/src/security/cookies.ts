import { randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { cookieName, retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleConfig } from '../console.config.ts';

const SESSION = cookieName('session-cookie');
const CSRF = cookieName('form-cookie');
const EMAIL = cookieName('address-cookie');
const PENDING = cookieName('sign-in-cookie');
const PENDING_S = retentionPolicy().termLength('sign-in-cookie').seconds;
const EMAIL_S = retentionPolicy().termLength('address-cookie').seconds;

/**
 * The cookies there are: three that signing in needs, and one with a person's address, which is there only if the person chose so
 * (C12). On https their names begin with `__Host-`, which
 * binds them to this host, path / and TLS; plain http on loopback cannot have that, nor Secure.
 */
@Injectable()
export class Cookies {
  constructor(@Inject(ConsoleConfig) private readonly config: ConsoleConfig) {}

  sessionOf(request: FastifyRequest): string | undefined {
    return this.#read(request, SESSION);
  }

  /** Also restarts the cookie's time, so it is called on every answer to a person who is signed in. */
  keepSession(reply: FastifyReply, token: string): void {
    this.#write(reply, SESSION, token, { maxAge: Math.floor(this.config.sessionIdleTime.seconds) });
  }

  endSession(reply: FastifyReply): void {
    this.#write(reply, SESSION, '', { maxAge: 0 });
  }

  /** This answer says nothing of the session, whatever it was going to say. */
  leaveSession(reply: FastifyReply): void {
    if (!reply.raw.headersSent) this.#set(reply, this.#othersOf(reply, SESSION));
  }

  /** The address the person asked this browser to remember. */
  emailOf(request: FastifyRequest): string | undefined {
    return this.#read(request, EMAIL);
  }

  /** Remembers the address for its time, or forgets the one that was remembered. Nothing else is in this cookie, and it signs nobody in. */
  rememberEmail(reply: FastifyReply, email: string | undefined): void {
    this.#write(reply, EMAIL, email ?? '', { maxAge: email === undefined ? 0 : EMAIL_S });
  }

  /** A sign-in this browser is in the middle of. */
  pendingOf(request: FastifyRequest): string | undefined {
    return this.#read(request, PENDING);
  }

  /** For as long as the sign-in may take. */
  keepPending(reply: FastifyReply, token: string): void {
    this.#write(reply, PENDING, token, { maxAge: PENDING_S });
  }

  endPending(reply: FastifyReply): void {
    this.#write(reply, PENDING, '', { maxAge: 0 });
  }

  csrfOf(request: FastifyRequest): string | undefined {
    return this.#read(request, CSRF);
  }

  /** The browser's CSRF cookie, made when it has none yet; gone when the browser closes. */
  ensureCsrf(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.csrfOf(request);
    if (known !== undefined) return known;
    const made = randomBytes(20).toString('base64url');
    this.#write(reply, CSRF, made, {});
    return made;
  }

  #read(request: FastifyRequest, name: string): string | undefined {
    const value = parseCookie(request.headers.cookie ?? '')[this.#nameOf(name)];
    return value === undefined || value === '' || value.length > 512 ? undefined : value;
  }

  #write(reply: FastifyReply, name: string, value: string, age: { maxAge?: number }): void {
    const written = stringifySetCookie({
      name: this.#nameOf(name),
      value,
      ...age,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.isHttps,
    });
    this.#set(reply, [...this.#othersOf(reply, name), written]);
  }

  /** What the answer sets already, without a cookie of this name: of two, browsers would take either. */
  #othersOf(reply: FastifyReply, name: string): string[] {
    const set = [reply.getHeader('set-cookie') ?? []].flat().map(String);
    return set.filter((line) => !line.startsWith(`${this.#nameOf(name)}=`));
  }

  #set(reply: FastifyReply, lines: string[]): void {
    void reply.removeHeader('set-cookie');
    if (lines.length > 0) void reply.header('set-cookie', lines);
  }

  #nameOf(name: string): string {
    return this.config.isHttps ? `__Host-${name}` : name;
  }
}
