import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** An RSA key pair that signs JSON Web Tokens. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const Claims = z.record(z.string(), z.unknown());

let ofProcess: SigningKey | undefined;

/**
 * Returns the 2,048 bit RSA key of every runner of this process, as one key of GitHub signs for all of its runners. To make
 * one takes longer than all else that starts a runner.
 */
export function signingKey(): SigningKey {
  ofProcess ??= { keyId: 'simulator', ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
  return ofProcess;
}

/** Returns a compact JWT signed with RS256 (RFC 7515, RFC 7518 section 3.3). */
export function signJwt(key: SigningKey, claims: Readonly<Record<string, unknown>>): string {
  const header = encode({ alg: 'RS256', typ: 'JWT', kid: key.keyId });
  const signed = `${header}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key.privateKey, 'base64url')}`;
}

/** Returns the claims of a JWT. Throws when the token is malformed or was not signed by this key. */
export function verifyJwt(publicKey: KeyObject, token: string): Readonly<Record<string, unknown>> {
  const [header = '', claims = '', signature = '', ...rest] = token.split('.');
  const valid = createVerify('RSA-SHA256')
    .update(`${header}.${claims}`)
    .verify(publicKey, signature, 'base64url');
  if (rest.length > 0 || !valid) throw new Error('The signature of the token is not valid.');
  return Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')));
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
