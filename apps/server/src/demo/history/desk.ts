/** An officer of the demo bureau as the courses know one. */
export interface HistoryOfficer {
  readonly id: string;
  readonly name: string;
  readonly orgId: string;
  readonly orgName: string;
  /** The office that the officer's section belongs to: what is sent to a county is sent there. */
  readonly officeId: string;
  readonly region: string;
}

/** A file that is sent with a call. */
export interface HistoryFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The API of the platform at a moment of the past: every call is made by an officer, as from the console. */
export interface HistoryDesk {
  /** The moment at which the calls made now happen. */
  now(): Date;
  /** The day of that moment in China. */
  today(): string;
  officer(login: string): HistoryOfficer;
  /** Throws with the server's own words when it refuses. */
  get<Answer>(login: string, path: string): Promise<Answer>;
  post<Answer>(login: string, path: string, body: object): Promise<Answer>;
  patch<Answer>(login: string, path: string, body: object): Promise<Answer>;
  upload(login: string, path: string, file: HistoryFile): Promise<void>;
  /** A record id made by the client, as a phone in the field does. */
  newId(kind: string): string;
  /** A key for what must not be done twice. */
  key(): string;
}
