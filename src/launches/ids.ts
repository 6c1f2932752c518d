const ENVIRONMENT_ID = /^(?:default-|legacy-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a lower-case text is the id of an environment, and not its display name. */
export function isEnvironmentId(id: string): boolean {
  return ENVIRONMENT_ID.test(id);
}

/** Whether it is a GUID in lower case. An expression takes four times as long, and each launch has three or four of them. */
export function isGuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let at = 0; at < 36; at += 1) {
    const code = text.charCodeAt(at);
    const isHex = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
    const isDash = code === 0x2d;
    if (at === 8 || at === 13 || at === 18 || at === 23 ? !isDash : !isHex) return false;
  }
  return true;
}

/** Returns an id, lower-case. Some events carry a resource path in place of the id: the id is what stands after the last slash. */
export function idOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (isGuid(value)) return value;
  const id = value
    .slice(value.lastIndexOf('/') + 1)
    .trim()
    .toLowerCase();
  return id === '' ? null : id;
}
