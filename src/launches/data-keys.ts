import { hkdfSync } from 'node:crypto';
import type { UsersSetting } from './identity.ts';

/** Bytes that a data key has at least, and how many different values they have at least: fewer are a pattern, not chance. */
export const LEAST_KEY_BYTES = 32;
export const LEAST_KEY_VALUES = 16;

/** How users stand in the snapshot, and the text of the data key, which pseudonyms need and every mode may have. */
export type DataKeyChoice =
  | { readonly mode: 'pseudonym'; readonly dataKey: string }
  | { readonly mode: 'name' | 'none'; readonly dataKey: string | undefined };

/** The keys that sign what a run leaves behind for the next. */
export interface SigningKeys {
  readonly manifest: Uint8Array;
  readonly cache: Uint8Array;
}

/** What a run makes of the data key. */
export interface DataKeys {
  readonly users: UsersSetting;
  /** `undefined` without a data key. */
  readonly signing: SigningKeys | undefined;
}

/** Stretches a key: scrypt (RFC 7914) with this salt, 32 bytes. It takes tens of milliseconds. */
export type StretchKey = (key: Uint8Array, salt: string) => Promise<Uint8Array>;

/** Returns the bytes of a key in hex or base64 (also its URL form), line breaks left out; `undefined` when it is neither. */
export function keyBytes(text: string): Uint8Array | undefined {
  const joined = text.replace(/\s+/g, '');
  if (/^[0-9a-f]*$/i.test(joined)) {
    return joined.length % 2 === 0 ? Buffer.from(joined, 'hex') : undefined;
  }
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(joined) ? Buffer.from(joined, 'base64') : undefined;
}

/**
 * Returns the keys of a data set. The data key is stretched once, salted with the tenant id, and each purpose gets a key of
 * its own by HKDF-SHA256 (RFC 5869): nothing that is published or signed tells of the others.
 * @throws {TypeError} when the key is neither hex nor base64; the inputs have checked that.
 */
export async function openDataKeys(
  choice: DataKeyChoice,
  tenantId: string,
  stretch: StretchKey,
): Promise<DataKeys> {
  if (choice.mode === 'pseudonym') {
    const derive = deriveFrom(await stretched(choice.dataKey, tenantId, stretch));
    const keyId = Buffer.from(derive('key id')).toString('hex').slice(0, 8);
    return { users: { mode: 'pseudonym', key: derive('pseudonyms'), keyId }, signing: signingKeys(derive) };
  }
  const { mode, dataKey } = choice;
  if (dataKey === undefined) return { users: { mode }, signing: undefined };
  return { users: { mode }, signing: signingKeys(deriveFrom(await stretched(dataKey, tenantId, stretch))) };
}

type Derive = (purpose: string) => Uint8Array;

async function stretched(dataKey: string, tenantId: string, stretch: StretchKey): Promise<Uint8Array> {
  const bytes = keyBytes(dataKey);
  if (bytes === undefined) throw new TypeError('the data key is neither hex nor base64');
  return await stretch(bytes, tenantId);
}

function deriveFrom(stretchedKey: Uint8Array): Derive {
  return (purpose) =>
    new Uint8Array(hkdfSync('sha256', stretchedKey, '', `audit-log-sync ${purpose}`, LEAST_KEY_BYTES));
}

function signingKeys(derive: Derive): SigningKeys {
  return { manifest: derive('manifest signature'), cache: derive('cache signature') };
}
