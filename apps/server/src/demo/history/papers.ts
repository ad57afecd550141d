import type { HistoryDesk } from './desk.ts';

interface PaperField {
  readonly id: string;
  readonly required: boolean;
  readonly sample: unknown;
}
interface Paper {
  readonly version: number;
  readonly status: string;
  readonly form: { readonly fields: readonly PaperField[] };
  readonly values: Readonly<Record<string, unknown>>;
}

/** Who signs in the demo bureau: 审核, 签发, 法制审核. */
const DEPUTY = 'shenpi';
const HEAD = 'juzhang';
const REVIEWER = 'fazhi';

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Fills in what is required and still empty, as the officer would on the document's page, and sends it in. */
export async function submitPaper(
  desk: HistoryDesk,
  login: string,
  documentId: string,
  words: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const path = `/api/documents/${documentId}`;
  const { form, values, version } = await desk.get<Paper>(login, path);
  const { name } = desk.officer(login);
  const own: Readonly<Record<string, unknown>> = { contact: name, contactPhone: '0955-7000000', ...words };
  const given = Object.fromEntries(
    form.fields.flatMap(({ id, required, sample }) =>
      required && isEmpty(values[id]) ? [[id, own[id] ?? sample]] : [],
    ),
  );
  const filled =
    Object.keys(given).length === 0
      ? version
      : (await desk.patch<Paper>(login, path, { values: given, version })).version;
  await desk.post(login, `${path}/submit`, { version: filled });
}

/** Takes a paper that was sent in through its approvals to its number. */
export async function approvePaper(desk: HistoryDesk, documentId: string): Promise<void> {
  const path = `/api/documents/${documentId}`;
  for (let round = 0; round < 4; round += 1) {
    const { status, version } = await desk.get<Paper>(HEAD, path);
    if (status === 'legal')
      await desk.post(REVIEWER, `${path}/legal-review`, { decision: 'approve', version, opinion: '同意' });
    else if (status === 'review')
      await desk.post(DEPUTY, `${path}/decide`, { decision: 'approve', version, opinion: '同意' });
    else if (status === 'sign')
      await desk.post(HEAD, `${path}/decide`, { decision: 'sign', version, opinion: '同意' });
    else return;
  }
}

/** Notes that a paper was handed to the party. */
export async function servePaper(
  desk: HistoryDesk,
  login: string,
  documentId: string,
  recipient: string,
): Promise<void> {
  const path = `/api/documents/${documentId}`;
  const { version } = await desk.get<Paper>(login, path);
  await desk.post(login, `${path}/services`, {
    manner: 'direct',
    recipient,
    servedOn: desk.today(),
    officers: desk.officer(login).name,
    version,
    key: desk.key(),
  });
}
