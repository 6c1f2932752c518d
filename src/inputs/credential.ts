import { readCertificate } from '../entra/certificate.ts';
import type { Credential } from '../entra/token.ts';
import { messageOf } from '../errors.ts';
import { isGuid } from '../launches/ids.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';

const PEM_FORM =
  'Give PEM text with a CERTIFICATE block and its unencrypted RSA PRIVATE KEY block; ' +
  '"openssl pkcs12 -in app.pfx -nodes" writes it from a PFX file';

/** Reads `client-secret` and `client-certificate`; neither means GitHub OIDC. */
export function readCredential(reader: InputReader): Field<Credential> {
  const secret = reader.optional('client-secret', clientSecret);
  const certificate = reader.optional('client-certificate', clientCertificate);
  return reader.check('client-secret', () => {
    if (reader.given('client-secret') !== undefined && reader.given('client-certificate') !== undefined) {
      throw new InvalidInput(
        'is given together with client-certificate',
        'Give one of the two, or neither for GitHub OIDC',
      );
    }
    const secretText = secret();
    if (secretText !== undefined) return { kind: 'secret', secret: secretText };
    const pem = certificate();
    return pem === undefined ? { kind: 'oidc' } : { kind: 'certificate', certificate: pem };
  });
}

function clientSecret(text: string): string {
  if (isGuid(text.toLowerCase())) {
    throw new InvalidInput(
      'is a GUID, which is the ID of a secret and not its value',
      'Copy the column "Value" of "Certificates & secrets"; it is shown only once, so a new secret may be needed',
    );
  }
  return text;
}

function clientCertificate(pem: string): string {
  try {
    readCertificate(pem);
  } catch (error) {
    throw new InvalidInput(messageOf(error), PEM_FORM);
  }
  return pem;
}
