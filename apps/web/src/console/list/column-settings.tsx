import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import type { useColumns } from './use-columns.ts';

/** The popover in which an officer hides, shows and moves a list's columns. */
export function ColumnSettings<Row>({ columns }: { columns: ReturnType<typeof useColumns<Row>> }) {
  const shown = new Set(columns.shown.map((column) => column.key));
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="显示哪些列"
      content={
        <div className="column-settings">
          {columns.ordered.map((column, index) => (
            <div key={column.key}>
              <Checkbox
                checked={shown.has(column.key)}
                disabled={shown.has(column.key) && shown.size === 1}
                onChange={() => columns.toggle(column.key)}
              >
                {column.title}
              </Checkbox>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={`${column.title}上移`}
                disabled={index === 0}
                onClick={() => columns.move(column.key, -1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={`${column.title}下移`}
                disabled={index === columns.ordered.length - 1}
                onClick={() => columns.move(column.key, 1)}
              />
            </div>
          ))}
          <Button size="small" onClick={columns.reset}>
            恢复默认
          </Button>
        </div>
      }
    >
      <Button icon={<SettingOutlined />}>列设置</Button>
    </Popover>
  );
}
