import { createPrivateKey, X509Certificate } from 'node:crypto';
import { messageOf } from '../errors.ts';

/** A certificate and its key in the forms that a signed client assertion needs. */
export interface SigningCertificate {
  /** SHA-256 of the certificate, hexadecimal without separators. */
  readonly thumbprintSha256: string;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  /** PEM of the certificate, then of the others that were given with it. */
  readonly chain: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \1-----/g;
const LEAST_KEY_BITS = 2048;

/**
 * Reads PEM text with a certificate, perhaps its chain, and its unencrypted RSA private key of 2048 bits or more.
 * Throws an Error whose message completes the sentence "the text …".
 */
export function readCertificate(pem: string): SigningCertificate {
  const all = blocksOf(pem);
  const blocks = all.filter(({ label }) => label === 'CERTIFICATE').map(({ text }) => text);
  if (blocks.length === 0) throw new Error('has no CERTIFICATE block');
  if (/BEGIN ENCRYPTED|Proc-Type:.*ENCRYPTED/.test(pem)) throw new Error('has an encrypted private key');
  const keyBlock = all.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (keyBlock === undefined) throw new Error('has no PRIVATE KEY block');
  const key = read('private key', () => createPrivateKey(keyBlock.text));
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < LEAST_KEY_BITS) {
    throw new Error(`has a private key that is not RSA of ${LEAST_KEY_BITS} bits or more`);
  }
  const certificates = blocks.map((block) => read('certificate', () => new X509Certificate(block)));
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) throw new Error('has a private key that belongs to another certificate');
  const others = certificates.filter((certificate) => certificate !== own);
  return {
    thumbprintSha256: own.fingerprint256.replaceAll(':', ''),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    chain: [own, ...others].map(String).join(''),
  };
}

/** The blocks as RFC 7468 writes them: on its way into a secret a text loses line breaks, or gets blanks or `\n` for them. */
function blocksOf(pem: string): readonly { readonly label: string; readonly text: string }[] {
  return [...pem.replaceAll('\\n', '\n').matchAll(BLOCK)].map(([, label = '', body = '']) => {
    const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
    const text = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
    return { label, text };
  });
}

function read<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`has a ${what} that cannot be read (${messageOf(error)})`, { cause: error });
  }
}
