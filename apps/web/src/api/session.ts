/** The CSRF token of the session and what to do when it ends; the token lives in memory only. */
let token: string | null = null;
let onEnd: () => void = () => undefined;

/** The token to send with every call that is not GET. */
export function csrfToken(): string | null {
  return token;
}

/** Remembers the token that came with the signed-in officer; null after signing out. */
export function rememberCsrf(next: string | null): void {
  token = next;
}

/** Sets what happens when a call is refused because the session ended. */
export function whenSessionEnds(action: () => void): void {
  onEnd = action;
}

/** Tells the console that the session ended. */
export function sessionEnded(): void {
  token = null;
  onEnd();
}
