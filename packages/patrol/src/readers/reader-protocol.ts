import type { ErrorCode, FieldProblem } from '@wangjian/core/errors.ts';
import type { SiteReport } from '../patrol-site.ts';
import type { Seed } from '../seed-list.ts';
import type { Answer, ReadPage, ReadRequest, SitePage } from '../site-page.ts';
import type { PackedContent } from './packed-content.ts';

/** What a worker is told; all about one site (`of`) comes in order, pages and reports are replied to in order. */
export type Order =
  | { readonly of: number; readonly begin: Seed }
  | { readonly of: number; readonly answer: Answer; readonly request: ReadRequest }
  /** A page that was read already. */
  | {
      readonly of: number;
      readonly page: Omit<ReadPage, 'content'>;
      readonly content: PackedContent | undefined;
    }
  | { readonly of: number; readonly finish: SiteReport };

/** What reading found out about a page; `extra` is what the work on it came to. */
export interface Reading<E> extends Pick<SitePage, 'charset' | 'charsetFrom' | 'title' | 'onward' | 'error'> {
  readonly extra: E | undefined;
}

/** What a worker says: first that it is ready, or why it cannot be; then one reply to each page and each report. */
export type Reply =
  | { readonly ready: true }
  | { readonly refused: { code: ErrorCode; message: string; problems: readonly FieldProblem[] } }
  | { readonly value: unknown };
