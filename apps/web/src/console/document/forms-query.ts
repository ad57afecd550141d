import { queryOptions } from '@tanstack/react-query';
import { listForms } from '@wangjian/server/modules/documents/contract.ts';
import { call } from '../../api/call.ts';

/** Every form of the catalog, with the fields that it asks for. */
export const formsQuery = queryOptions({
  queryKey: ['document-forms'],
  queryFn: async ({ signal }) => (await call(listForms, { signal })).items,
  staleTime: 10 * 60_000,
});
