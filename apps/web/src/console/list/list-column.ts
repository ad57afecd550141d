import type { ReactNode } from 'react';

/** One column of a list: width in pixels (`grow` takes what is left), `sort` is the server's name of the order. */
export interface ListColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly grow?: boolean;
  readonly align?: 'right';
  readonly sort?: string;
  /** Not shown until the officer asks for it in the column settings. */
  readonly optional?: boolean;
  readonly render: (row: Row) => ReactNode;
  /** Words for the tooltip of a cell that may be cut; default: the rendered text if it is one. */
  readonly hint?: (row: Row) => string | null | undefined;
}

/** One filter of a list; `folded` ones hide behind “更多筛选”. */
export interface ListFilter {
  readonly name: string;
  readonly label: string;
  /** `hidden` ones come with a link from another page (findings of one site) and show as a note that can be taken off. */
  readonly input: 'one' | 'many' | 'region' | 'days' | 'flag' | 'hidden';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly folded?: boolean;
}

/** A list's query as the address has it: texts, which the server reads and checks by its contract. */
export type ListQueryValues = Readonly<Record<string, never>>;

/** What every record of a list has. */
export interface ListRow {
  readonly id: string;
}
