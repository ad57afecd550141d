import { DownloadOutlined } from '@ant-design/icons';
import { exportBoard } from '@wangjian/server/modules/reports/contract.ts';
import { App, Button, Dropdown } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import type { ReactNode } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { download } from '../../../api/download.ts';
import type { Looked, Step } from './board-query.ts';

/** One part of the dashboard with its title, its switches, and its export as table and picture. */
export function BoardPanel(props: {
  readonly title: string;
  readonly part: 'figures' | 'regions' | 'trend' | 'types' | 'units';
  readonly looked: Looked;
  readonly step: Step;
  /** What the picture shows; null while there is nothing. */
  readonly picture: EChartsCoreOption | null;
  readonly extra?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { message } = App.useApp();
  const { title, part, looked, step, picture } = props;
  const save = async (format: string) => {
    try {
      if (format !== 'png') return await download(exportBoard, { query: { ...looked, part, step, format } });
      if (picture === null) return;
      const { pictureOf } = await import('../../../ui/echarts.ts');
      const link = document.createElement('a');
      link.href = pictureOf(picture);
      link.download = `${title}-${looked.from}至${looked.to}.png`;
      link.click();
    } catch (error) {
      message.error(`没有导出：${messageOf(error)}`);
    }
  };
  return (
    <section className={`panel board-panel ${props.className ?? ''}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {props.extra}
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'xlsx', label: 'Excel 表格' },
              { key: 'csv', label: 'CSV 文本' },
              { key: 'png', label: '图片', disabled: picture === null },
            ],
            onClick: ({ key }) => void save(key),
          }}
        >
          <Button
            size="small"
            type="text"
            icon={<DownloadOutlined />}
            aria-label={`导出${title}`}
            title="导出"
            className="no-print"
          />
        </Dropdown>
      </header>
      {props.children}
    </section>
  );
}
