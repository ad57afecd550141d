import { leadImports } from '@wangjian/server/modules/leads/contract.ts';
import { ImportFlow } from '../../table-import/import-flow.tsx';

/** 导入线索. */
export default function LeadImport() {
  return (
    <ImportFlow
      of={{
        endpoints: leadImports,
        noun: '线索',
        counted: '条线索',
        queryKey: 'leads',
        list: '/leads?status=sorting',
      }}
    />
  );
}
