import { z } from 'zod';
import { messageOf, SignInError } from '../errors.ts';
import { CertificateError } from '../http/send.ts';
import { type ApiService, claimsOf } from './claims.ts';
import { mayPass, NO_ANSWER, UNREADABLE_ANSWER, UNTRUSTED_CERTIFICATE } from './network.ts';

const WRONG_SECRET =
  'Store the value of a client secret of this app registration (the column "Value", not "Secret ID") and pass it as client-secret.';
const APP_NOT_IN_TENANT =
  'Check client-id and tenant-id: the app registration must be in this tenant, or have an enterprise application there.';
const NO_FEDERATED_CREDENTIAL =
  'Add a federated credential to the app registration with exactly these values of issuer, subject and audience.';

/** What to do about the error codes of Entra ID that users of an app-only sign-in meet (AADSTS…). */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  ['7000215', WRONG_SECRET],
  [
    '7000222',
    'Make a new client secret under "Certificates & secrets" of the app registration and store its value where client-secret reads it, or use GitHub OIDC, which has no secret that expires.',
  ],
  ['700016', APP_NOT_IN_TENANT],
  ['7000229', APP_NOT_IN_TENANT],
  [
    '7000112',
    'The application is disabled in the tenant: enable sign-in under Enterprise applications, Properties.',
  ],
  [
    '90002',
    'Check tenant-id ("Directory (tenant) ID" of the app registration), and that cloud is the cloud of the tenant.',
  ],
  ['70021', NO_FEDERATED_CREDENTIAL],
  ['700211', NO_FEDERATED_CREDENTIAL],
  ['700212', NO_FEDERATED_CREDENTIAL],
  ['700213', NO_FEDERATED_CREDENTIAL],
  ['700024', 'Correct the clock of the runner: the signed assertion was not valid at the time of Entra ID.'],
  [
    '700027',
    'Upload the certificate (its public part) under "Certificates & secrets" of this app registration; check that it has not expired.',
  ],
  [
    '53003',
    'A Conditional Access policy for workload identities blocks this app: exclude it, or allow the addresses of the runner.',
  ],
]);
const OTHER_REMEDY =
  'Look up the code at https://login.microsoftonline.com/error and check the app registration.';
const LATER = 'Run the workflow again later; nothing was written.';

/** A token or an assertion, in case a gateway sends one back. */
const TOKEN = /[\w-]{16,}\.[\w-]{16,}\.[\w-]*/g;

const MSAL_ERROR = z.object({ errorCode: z.string(), status: z.number().optional() });

/**
 * Returns a {@link SignInError} for what a token request threw: one sentence and what to do next.
 * `service` is what the token was asked for; `idToken` is GitHub's token, whose issuer, subject and audience are shown when no federated credential accepts it;
 * `secrets` are taken out of the text.
 */
export function signInFailure(
  error: unknown,
  about: {
    readonly idToken: string | undefined;
    readonly secrets: readonly string[];
    readonly service: ApiService;
  },
): SignInError {
  const { errorCode, status } = MSAL_ERROR.safeParse(error).data ?? { errorCode: '' };
  // Before the text is cut to length, so that no part of a secret is left at its end.
  const clean = about.secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), formEncoded(secret)])
    .reduce((text, secret) => text.replaceAll(secret, '***'), messageOf(error));
  const said = entraText(clean.replace(TOKEN, '***'));
  if (errorCode === NO_ANSWER) {
    return new SignInError(
      `Cannot reach Entra ID: ${said}.`,
      'Check that the runner may connect to it, and entra in service-urls; behind a proxy set HTTPS_PROXY.',
    );
  }
  if (errorCode === UNTRUSTED_CERTIFICATE) {
    return new SignInError(`Cannot reach Entra ID: ${said}.`, CertificateError.REMEDY);
  }
  if (errorCode === UNREADABLE_ANSWER) {
    return new SignInError(
      `The sign-in address answered with something that is not from Entra ID: ${said}.`,
      'Check that no proxy or portal answers in its place, and entra in service-urls.',
    );
  }
  const code = /AADSTS(\d+)/.exec(said)?.[1] ?? '';
  const remedy = code === NO_SERVICE_PRINCIPAL ? withoutServicePrincipal(about.service) : REMEDIES.get(code);
  const shown = remedy === NO_FEDERATED_CREDENTIAL ? idTokenText(about.idToken) : '';
  const isBusy = status === 429 || (status !== undefined && status >= 500);
  const passing = isBusy || mayPass(errorCode, [Number(code)]);
  // Where the remedy is known it stands in place of the advice that Entra ID adds.
  const shownText = remedy === undefined ? said : firstSentence(said);
  return new SignInError(
    `Entra ID refused the sign-in: ${shownText}.${shown}`,
    remedy ?? (passing ? LATER : OTHER_REMEDY),
  );
}

const NO_SERVICE_PRINCIPAL = '500011';

function withoutServicePrincipal({ name, appId }: ApiService): string {
  return `Set cloud to the cloud of the tenant; if it is right, the tenant has no service principal of ${name} yet: "az ad sp create --id ${appId}" adds it.`;
}

/** Whether a token request threw because Entra ID knows no such audience (RFC 8707 2, AADSTS500011). */
export function isUnknownAudience(error: unknown): boolean {
  const { errorCode } = MSAL_ERROR.safeParse(error).data ?? { errorCode: '' };
  return ['invalid_resource', 'invalid_scope', 'invalid_target'].includes(errorCode);
}

/** Takes the description out of msal's text, without the ids and the time that Entra ID appends. */
function entraText(message: string): string {
  const described = /Description: (.*?) - Correlation ID:/s.exec(message)?.[1] ?? message;
  return oneLine(described.replace(/\s*Trace ID:.*$/s, ''));
}

/** A secret as the body of a token request holds it. */
function formEncoded(secret: string): string {
  return new URLSearchParams([['', secret]]).toString().slice(1);
}

/** Entra ID quotes names, so a full stop ends a sentence only where a blank follows. */
function firstSentence(text: string): string {
  return /^.*?\.(?= )/.exec(text)?.[0].slice(0, -1) ?? text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 400).replace(/\.$/, '');
}

function idTokenText(idToken: string | undefined): string {
  const claims = idToken === undefined ? undefined : claimsOf(idToken);
  if (claims === undefined) return '';
  const { iss = '', sub = '', aud = '' } = claims;
  return ` GitHub's ID token has issuer ${iss}, subject ${sub}, audience ${aud}.`;
}
