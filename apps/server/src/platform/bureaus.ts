import { sql, type Transaction } from 'kysely';

/** Codes of the bureaus of this installation, in order. */
export async function allBureaus(tx: Transaction<Record<never, never>>): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`SELECT code FROM bureaus ORDER BY code`.execute(tx);
  return rows.map(({ code }) => code);
}

/** Makes a bureau known: jobs of the system walk it from here on. */
export async function registerBureau(
  tx: Transaction<Record<never, never>>,
  bureau: { readonly code: string; readonly name: string },
): Promise<void> {
  await sql`INSERT INTO bureaus (code, name) VALUES (${bureau.code}, ${bureau.name})
    ON CONFLICT (code) DO UPDATE SET name = excluded.name`.execute(tx);
}
