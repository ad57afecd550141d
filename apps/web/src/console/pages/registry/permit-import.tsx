import { permitImports } from '@wangjian/server/modules/registry/contract.ts';
import { ImportFlow } from '../../table-import/import-flow.tsx';

/** 导入许可. */
export default function PermitImport() {
  return (
    <ImportFlow
      of={{
        endpoints: permitImports,
        noun: '许可',
        counted: '件许可',
        queryKey: 'permits',
        list: '/registry/permits',
      }}
    />
  );
}
