import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { download } from '../../../api/download.ts';

const FORMATS = { xlsx: 'Excel 表格', docx: 'Word 文档', csv: 'CSV 文本' } as const;

/** Exports a table of statistics as it is shown, in the format that the officer picks. */
export function ReportDownload(props: {
  readonly endpoint: Parameters<typeof download>[0];
  readonly query: Readonly<Record<string, string | undefined>>;
}) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async (format: string) => {
    setBusy(true);
    try {
      await download(props.endpoint, { query: { ...props.query, format } });
    } catch (error) {
      message.error(`没有导出：${messageOf(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: Object.entries(FORMATS).map(([key, label]) => ({ key, label })),
        onClick: ({ key }) => void save(key),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy}>
        导出
      </Button>
    </Dropdown>
  );
}
