import { siteImports } from '@wangjian/server/modules/registry/contract.ts';
import { ImportFlow } from '../../table-import/import-flow.tsx';

/** 导入主体. */
export default function ImportPage() {
  return (
    <ImportFlow
      of={{
        endpoints: siteImports,
        noun: '主体',
        counted: '个主体',
        queryKey: 'registry',
        list: '/registry?foundBy=import',
      }}
    />
  );
}
