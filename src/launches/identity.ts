import { createHmac, createSecretKey } from 'node:crypto';
import type { AuditUser } from './launch.ts';

/** How users stand in the snapshot. */
export type UsersSetting =
  | { readonly mode: 'pseudonym'; readonly key: Uint8Array; readonly keyId: string }
  | { readonly mode: 'name' }
  | { readonly mode: 'none' };

/** Makes user keys, and names the key they were made with. */
export interface Identity {
  readonly mode: UsersSetting['mode'];
  /** 8 hex characters that name the key of the pseudonyms without revealing it; `null` without pseudonyms. */
  readonly keyId: string | null;
  /** Returns the user key, `null` when the record names nobody or users are not kept. */
  readonly userKey: (user: AuditUser) => string | null;
  /** Returns the user principal name where users are kept by name, else `null`. */
  readonly userName: (user: AuditUser) => string | null;
}

/**
 * Returns the identity of a tenant's users. Pseudonyms are the first 32 hex characters of HMAC-SHA256 over tenant id, a
 * NUL and the lower-case Entra object id, or the user principal name where there is none.
 */
export function openIdentity(users: UsersSetting, tenantId: string): Identity {
  switch (users.mode) {
    case 'none':
      return { mode: 'none', keyId: null, userKey: () => null, userName: () => null };
    case 'name':
      return {
        mode: 'name',
        keyId: null,
        userKey: ({ userName, objectId }) => lowerCase(userName) ?? objectId ?? null,
        userName: ({ userName }) => userName?.trim() ?? null,
      };
    case 'pseudonym': {
      const known = new Map<string, string>();
      // From bytes, Node.js would make one for each pseudonym, which takes longer than the pseudonym.
      const secret = createSecretKey(users.key);
      const pseudonym = (id: string): string => {
        let key = known.get(id);
        if (key === undefined) {
          key = createHmac('sha256', secret).update(`${tenantId}\0${id}`).digest('hex').slice(0, 32);
          known.set(id, key);
        }
        return key;
      };
      return {
        mode: 'pseudonym',
        keyId: users.keyId,
        userKey: ({ objectId, userName }) => {
          const id = objectId ?? lowerCase(userName);
          return id === undefined ? null : pseudonym(id);
        },
        userName: () => null,
      };
    }
  }
}

function lowerCase(name: string | undefined): string | undefined {
  return name?.trim().toLowerCase();
}
