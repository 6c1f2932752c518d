import { generateKeyPairSync, sign } from 'node:crypto';

/** A self-signed certificate and its private key, both PEM; `pem` is one after the other. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
  readonly pem: string;
}

/** Makes an RSA 2048 key and an X.509 version 1 certificate for it (RFC 5280, DER by hand), valid 2020 to 2049. */
export function makeCertificate(commonName = 'audit-log-sync'): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));
  const algorithm = sequence(oid('2a864886f70d01010b'), tlv(0x05, Buffer.alloc(0)));
  const validity = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from('491231235959Z')));
  const serial = tlv(0x02, Buffer.from([1]));
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(serial, algorithm, name, validity, name, keyInfo);
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  const certificate = armour(sequence(body, algorithm, signature));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate, privateKey: key, pem: `${certificate}${key}` };
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'));
}

function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function armour(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
