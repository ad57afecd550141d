import { DownloadOutlined } from '@ant-design/icons';
import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../api/api-error.ts';
import { download } from '../../api/download.ts';
import { useMay } from '../session/use-me.ts';
import { totalOf } from '../time-words.ts';
import type { ListQueryValues } from './list-column.ts';

/** Exports ALL rows that match the filters, not the page, made by the server; exports are audited there. */
export function ExportButton(props: {
  readonly endpoint: Pick<Endpoint, 'method' | 'path'>;
  readonly query: ListQueryValues;
  readonly total: number;
  /** Permission that the endpoint asks for; default `data.export`. */
  readonly permission?: 'data.export' | 'audit.export' | undefined;
}) {
  const may = useMay(props.permission ?? 'data.export');
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const save = async (format: string) => {
    setBusy(true);
    try {
      await download(props.endpoint, { query: { ...props.query, format } });
      message.success(`已导出全部 ${totalOf(props.total)} 条`);
    } catch (error) {
      message.error(`没有导出：${messageOf(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      disabled={props.total === 0}
      menu={{
        items: [
          { key: 'xlsx', label: `全部 ${totalOf(props.total)} 条，Excel 表格` },
          { key: 'csv', label: `全部 ${totalOf(props.total)} 条，CSV 文本` },
        ],
        onClick: ({ key }) => void save(key),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy}>
        导出
      </Button>
    </Dropdown>
  );
}
