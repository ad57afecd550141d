import type { Generated } from 'kysely';

export interface DrawsTable {
  bureau: string;
  id: string;
  region: string;
  name: string;
  algorithm: string;
  seed: string;
  seed_kind: 'random' | 'public';
  seed_note: string;
  rates: unknown;
  objects: unknown;
  officers: unknown;
  result: unknown;
  drawn: number;
  sides: string[];
  due_on: string | null;
  status: 'drawn' | 'assigned' | 'published';
  drawn_at: Date;
  drawn_by: string;
  drawn_by_name: string;
  published_on: string | null;
  version: Generated<number>;
}

/** Tables of the draws. */
export type DrawTables = { inspection_draws: DrawsTable };
