import { type Answer, jsonAnswer } from './answer.ts';

const statuses: Readonly<Record<string, number>> = {
  AF10001: 401,
  AF20050: 404,
  AF50000: 500,
  AF50005: 503,
  AF429: 429,
};

const messages: Readonly<Record<string, string>> = {
  AF10001: 'The permission set () sent in the request does not include the expected permission.',
  AF20002: 'Invalid parameter type.',
  AF20010: 'The tenant ID passed in the URL does not match the tenant ID passed in the access token.',
  AF20013: 'The tenant ID passed in the URL is not a valid GUID.',
  AF20020: 'The specified content type is not valid.',
  AF20022: 'No subscription found for the specified content type.',
  AF20023: 'The subscription was disabled by a tenant admin.',
  AF20024: 'The subscription is already enabled. No property change.',
  AF20030: 'Start time and end time must both be specified (or both omitted).',
  AF20031: 'Invalid nextPage Input.',
  AF20050: 'The specified content does not exist.',
  AF20051:
    'Content requested with the key has already expired. Content older than 7 days cannot be retrieved.',
  AF20052: 'Content ID in the URL is invalid.',
  AF20055:
    'Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time no more than 7 days in the past.',
  AF429: 'Too many requests. Method=GetBlob, PublisherId=00000000-0000-0000-0000-000000000000',
  AF50000: 'An internal server error occurred. Retry the request.',
};

/** Returns the Activity API's own error answer; the status is the one observed for the code, 400 where none was. */
export function feedError(code: string, status: number = statuses[code] ?? 400): Answer {
  return jsonAnswer(status, { error: { code, message: messages[code] ?? `Error ${code}.` } });
}

/** Returns what a tenant without unified auditing answers: no AF code, and a message that names the wrong cause. */
export function auditingOff(operation: string, tenantId: string, correlationId: string): Answer {
  return jsonAnswer(400, {
    error: {
      code: `${operation} [CorrId=${correlationId}] [TenantId=${tenantId},ContentType=Audit.General,ApplicationId=]`,
      message: `Microsoft.Office.Compliance.Audit.DataServiceException: Tenant ${tenantId} does not exist.`,
    },
  });
}

/** Returns what the service answers to a missing, expired or foreign token. */
export function unauthorized(): Answer {
  return jsonAnswer(401, { Message: 'Authorization has been denied for this request.' });
}
