import type { ProxyConnection } from '../browser/guarded-proxy.ts';

/** Who took the evidence (取证人), as it is to stand in the record. */
export interface Taker {
  readonly name: string;
  /** Number of the enforcement certificate (执法证号). */
  readonly number?: string;
  /** Office (单位). */
  readonly unit?: string;
}

/** What the record says beyond what the machine itself knows. All optional on the command line. */
export interface CaptureCircumstances {
  readonly takers?: readonly Taker[];
  readonly witness?: string;
  readonly place?: string;
  /** 案源或线索编号. */
  readonly caseNumber?: string;
  readonly note?: string;
}

/** A passage to point at: the offending words, and the sentence in which they stand (to find the right place). */
export interface Mark {
  readonly term: string;
  readonly quote?: string;
}

/** Rectangle in CSS pixels of the page. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One record of the WARC, encoded as one gzip member, with what an index says about it. */
export interface WarcMember {
  readonly bytes: Uint8Array;
  /** Undefined for records that an index does not list (warcinfo, request). */
  readonly indexed?: {
    readonly url: string;
    readonly date: Date;
    readonly status: number;
    readonly mime: string;
    /** Lower-case hex. */
    readonly payloadSha256: string;
  };
}

/** One step of the work, in Chinese, for the log. */
export interface CaptureStep {
  readonly at: Date;
  readonly what: string;
}

/** TLS of the page's own server, as the browser saw it. */
export interface TlsFacts {
  readonly protocol?: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** SHA-256 of the server's certificate (DER), lower-case hex. */
  readonly fingerprint?: string;
  /** Set when the certificate did not verify and the page was opened all the same. */
  readonly problem?: string;
}

/** A page fixed in memory, not yet sealed. */
export interface Capture {
  /** `live`: loaded now from the network; `stored`: a response fetched earlier, rendered offline. */
  readonly source: 'live' | 'stored';
  readonly url: string;
  /** Address of the document that is shown, as the server delivered it; `shownUrl` is what the address bar said. */
  readonly finalUrl: string;
  readonly shownUrl: string;
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** When the page was fetched, and when the work ended. */
  readonly started: Date;
  readonly finished: Date;
  readonly redirects: readonly { readonly from: string; readonly status: number; readonly to: string }[];
  readonly serverAddress?: string;
  readonly connections: readonly ProxyConnection[];
  readonly tls?: TlsFacts;
  readonly requests: { readonly total: number; readonly failed: number; readonly bodiless: number };
  readonly environment: Readonly<Record<string, unknown>>;
  readonly circumstances: CaptureCircumstances;
  readonly steps: readonly CaptureStep[];
  readonly warc: readonly WarcMember[];
  /** PNG of the page from its top; `fullHeight` is that of the page when the picture was cut. */
  readonly screenshot: {
    readonly png: Uint8Array;
    readonly width: number;
    readonly height: number;
    readonly fullHeight: number;
  };
  /** Final HTML, as the browser serialises it. */
  readonly html: string;
  readonly mark?: Mark & {
    readonly found: boolean;
    readonly boxes: readonly Box[];
    readonly png?: Uint8Array;
  };
}
