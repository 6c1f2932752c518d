import { type Answer, jsonAnswer } from './answer.ts';

/** The AADSTS numbers that the tenant can answer a sign-in with. */
export type SignInFailure =
  | 7000215
  | 7000222
  | 700016
  | 90002
  | 70021
  | 700213
  | 700211
  | 700027
  | 70011
  | 500011
  | 900144
  | 90033;

interface Wording {
  readonly status: 400 | 401 | 503;
  readonly error: string;
  readonly text: string;
}

const wordings: Readonly<Record<SignInFailure, Wording>> = {
  7000215: {
    status: 401,
    error: 'invalid_client',
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.",
  },
  7000222: {
    status: 401,
    error: 'invalid_client',
    text: "The provided client secret keys for app '{client}' are expired. Visit the Azure portal to create new keys for your app.",
  },
  700016: {
    status: 400,
    error: 'unauthorized_client',
    text: "Application with identifier '{client}' was not found in the directory '{tenant}'.",
  },
  90002: {
    status: 400,
    error: 'invalid_request',
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  },
  70021: {
    status: 400,
    error: 'invalid_request',
    text: 'No matching federated identity record found for presented assertion.',
  },
  700213: {
    status: 401,
    error: 'invalid_client',
    text: "No matching federated identity record found for presented assertion subject '{subject}'.",
  },
  700211: {
    status: 401,
    error: 'invalid_client',
    text: "No matching federated identity record found for presented assertion issuer '{issuer}'.",
  },
  700027: {
    status: 401,
    error: 'invalid_client',
    text: 'The certificate with identifier used to sign the client assertion is not registered on application.',
  },
  70011: {
    status: 400,
    error: 'invalid_scope',
    text: "The provided request must include a 'scope' input parameter. The scope is not valid.",
  },
  500011: {
    status: 400,
    error: 'invalid_resource',
    text: "The resource principal that the scope names was not found in the tenant named '{tenant}'.",
  },
  90033: {
    status: 400,
    error: 'temporarily_unavailable',
    text: 'A transient error has occurred. Please try again.',
  },
  900144: {
    status: 400,
    error: 'invalid_request',
    text: "The request body must contain the following parameter: 'client_credentials grant'.",
  },
};

/** What a failure's text names. */
export interface SignInAttempt {
  readonly tenant: string;
  readonly client: string;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
}

/** Returns Entra ID's error answer for a failed sign-in at an instant (UTC ms). */
export function signInError(
  failure: SignInFailure,
  attempt: SignInAttempt,
  at: number,
  traceId: string,
): Answer {
  const { error, status, text } = wordings[failure];
  const named = text
    .replace('{client}', attempt.client)
    .replace('{tenant}', attempt.tenant)
    .replace('{issuer}', attempt.issuer ?? '')
    .replace('{subject}', attempt.subject ?? '');
  const timestamp = new Date(at).toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return jsonAnswer(status, {
    error,
    error_description: `AADSTS${failure}: ${named} Trace ID: ${traceId} Correlation ID: ${traceId} Timestamp: ${timestamp}`,
    error_codes: [failure],
    timestamp,
    trace_id: traceId,
    correlation_id: traceId,
    error_uri: `https://login.microsoftonline.com/error?code=${failure}`,
  });
}
